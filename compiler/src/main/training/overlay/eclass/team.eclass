case ${EAPI} in
	7|8) ;;
	*) die "${ECLASS}: EAPI ${EAPI} is not supported" ;;
esac
inherit tiny
EXPORT_FUNCTIONS src_install
IUSE="+cli doc"
RDEPEND="cli? ( virtual/sh )"
team_src_install() { :; }
