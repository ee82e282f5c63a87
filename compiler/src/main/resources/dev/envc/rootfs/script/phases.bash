# Runs pkg_setup, pkg_preinst and pkg_postinst of one package, in the environment that was saved with it.
# Descriptor 0 brings answers, 1 takes questions and notices, 2 is what the phases print.
exec 3<&0 4>&1 </dev/null 1>&2
umask 022
source "${ENVC_DIR}/environment" 2>/dev/null
source "${ENVC_DIR}/functions.bash"

unset LC_ADDRESS LC_COLLATE LC_CTYPE LC_IDENTIFICATION LC_MEASUREMENT LC_MESSAGES LC_MONETARY LC_NAME LC_NUMERIC LC_PAPER \
  LC_TELEPHONE LC_TIME LANGUAGE BASH_ENV ENV CDPATH REPLACED_BY_VERSION DISTDIR FILESDIR S
export LANG=C LC_ALL=C TZ=UTC PATH="${ENVC_PATH}" SOURCE_DATE_EPOCH="${ENVC_TIME}" TERM=dumb NOCOLOR=1 NO_COLOR=1 RC_NOCOLOR=yes
export PORTAGE_BUILDDIR="${ENVC_DIR%/envc}"
export T="${PORTAGE_BUILDDIR}/temp" HOME="${PORTAGE_BUILDDIR}/homedir" WORKDIR="${PORTAGE_BUILDDIR}/work"
export TMPDIR="${T}" MERGE_TYPE=binary REPLACING_VERSIONS= EPREFIX= SANDBOX_ON=0
export CATEGORY="${ENVC_CATEGORY}" PF="${ENVC_PF}" EAPI="${ENVC_EAPI}" USE="${USE:-${ENVC_USE}}"
__envc_slash=/
__envc_since 7 && __envc_slash=
export ROOT="${__envc_slash}" EROOT="${__envc_slash}"
export D="${PORTAGE_BUILDDIR}/image${__envc_slash}" ED="${PORTAGE_BUILDDIR}/image${__envc_slash}"
__envc_since 7 && export SYSROOT= ESYSROOT= BROOT=
RANDOM=1
__envc_main=$$

__envc_phase() {
  export EBUILD_PHASE=$1
  __envc_since 5 && export EBUILD_PHASE_FUNC="pkg_$1"
  declare -F "pkg_$1" >/dev/null || return 0
  __envc_tell begin "pkg_$1"
  cd "${PORTAGE_BUILDDIR}/empty" || exit 1
  "pkg_$1"
  [[ -e ${ENVC_DIR}/failed ]] && exit 1
  cd /
  __envc_ask end "pkg_$1"
}

__envc_phase setup
__envc_phase preinst
__envc_ask merge
unset D ED
__envc_phase postinst
exit 0
