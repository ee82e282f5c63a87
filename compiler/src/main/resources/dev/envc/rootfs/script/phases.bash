# Runs one phase of a package, named by the first word, in the environment that was saved with the package or that its last phase left.
# Descriptor 0 brings answers, 1 takes questions and notices, 2 is what the phase prints. This is process 1 of its namespace: what still
# runs when it ends is ended.
exec 3<&0 4>&1 </dev/null 1>&2
umask 022
shopt -s extglob
source "${ENVC_STATE}/environment" 2>/dev/null
shopt -u extglob
source "${ENVC_DIR}/functions.bash"

unset LC_ADDRESS LC_COLLATE LC_CTYPE LC_IDENTIFICATION LC_MEASUREMENT LC_MESSAGES LC_MONETARY LC_NAME LC_NUMERIC LC_PAPER \
  LC_TELEPHONE LC_TIME LANGUAGE BASH_ENV ENV CDPATH REPLACED_BY_VERSION DISTDIR FILESDIR S
export LANG=C LC_ALL=C TZ=UTC PATH="${ENVC_PATH}" SOURCE_DATE_EPOCH="${ENVC_TIME}" TERM=dumb NOCOLOR=1 NO_COLOR=1 RC_NOCOLOR=yes
export PORTAGE_BUILDDIR="${ENVC_BUILD}"
export T="${PORTAGE_BUILDDIR}/temp" HOME="${PORTAGE_BUILDDIR}/homedir" WORKDIR="${PORTAGE_BUILDDIR}/work"
export TMPDIR="${T}" MERGE_TYPE=binary REPLACING_VERSIONS= EPREFIX= SANDBOX_ON=0
export CATEGORY="${ENVC_CATEGORY}" PF="${ENVC_PF}" EAPI="${ENVC_EAPI}" USE="${USE:-${ENVC_USE}}"
__envc_slash=/
__envc_since 7 && __envc_slash=
export ROOT="${__envc_slash}" EROOT="${__envc_slash}"
if [[ $1 == pkg_postinst ]]; then
  unset D ED
else
  export D="${PORTAGE_BUILDDIR}/image${__envc_slash}" ED="${PORTAGE_BUILDDIR}/image${__envc_slash}"
fi
__envc_since 7 && export SYSROOT= ESYSROOT= BROOT=
export EBUILD_PHASE="${1#pkg_}"
__envc_since 5 && export EBUILD_PHASE_FUNC=$1
RANDOM=1
__envc_main=$$
# A process 1 that does not ask for signals gets none from its own namespace.
trap 'exit 1' TERM

cd "${PORTAGE_BUILDDIR}/empty" || exit 1
"$1"
[[ -e ${ENVC_STATE}/failed ]] && exit 1
cd /
__envc_keep > "${ENVC_STATE}/environment"
__envc_tell end "${EBUILD_PHASE/#/pkg_}"
exit 0
