# The commands that PMS gives pkg_setup, pkg_preinst and pkg_postinst (PMS, ebuild-specific commands), and what eclasses expect
# of Portage besides.

__envc_since() { [[ ${ENVC_EAPI%%[!0-9]*} -ge $1 ]]; }
__envc_tell() { local IFS=$'\t'; printf '%s\n' "${*//$'\n'/ }" >&4; }
__envc_ask() { __envc_tell "$@"; IFS= read -r -u 3 __envc_answer || exit 1; }
# An answer begins with + or -: whether the command succeeds; the rest is what it prints.
__envc_answered() { [[ -n ${__envc_answer:1} ]] && printf '%s\n' "${__envc_answer:1}"; [[ ${__envc_answer} == +* ]]; }

# The variables and functions of now, as bash reads them; not bash's own.
__envc_keep() {
  local __envc_first __envc_names __envc_name
  for __envc_first in {a..z} {A..Z} _; do
    eval "__envc_names=(\"\${!${__envc_first}@}\")"
    for __envc_name in "${__envc_names[@]}"; do
      case ${__envc_name} in
        BASH*|SHELLOPTS|DIRSTACK|EUID|UID|GROUPS|PPID|FUNCNAME|PIPESTATUS|HISTCMD|RANDOM|SRANDOM|SECONDS|EPOCH*|LINENO|_|__envc_*|ENVC_*) ;;
        *) declare -p "${__envc_name}" ;;
      esac
    done
  done
  declare -f
}

die() {
  if [[ $1 == -n ]] && __envc_since 6; then
    shift
    if [[ -n ${PORTAGE_NONFATAL} ]]; then
      [[ $# -gt 0 ]] && eerror "$*"
      return 1
    fi
  fi
  printf ' * ERROR: %s/%s failed (%s phase): %s\n' "${CATEGORY}" "${PF}" "${EBUILD_PHASE}" "${*:-(no error message)}" >&2
  : > "${ENVC_STATE}/failed"
  [[ ${BASHPID} == "${__envc_main}" ]] || kill -s TERM "${__envc_main}" 2>/dev/null
  exit 1
}
assert() {
  local status all=("${PIPESTATUS[@]}")
  for status in "${all[@]}"; do [[ ${status} == 0 ]] || die "$@"; done
}
nonfatal() { PORTAGE_NONFATAL=1 "$@"; }
pipestatus() {
  local status last=0 all=("${PIPESTATUS[@]}")
  [[ $1 == -v ]] && echo "${all[*]}"
  for status in "${all[@]}"; do [[ ${status} == 0 ]] || last=${status}; done
  return "${last}"
}

einfo() { printf ' * %s\n' "$*" >&2; }
einfon() { printf ' * %s' "$*" >&2; }
elog() { __envc_tell message elog "$*"; einfo "$@"; }
ewarn() { __envc_tell message ewarn "$*"; einfo "$@"; }
eqawarn() { einfo "$@"; }
eerror() { __envc_tell message eerror "$*"; einfo "$@"; }
ebegin() { einfo "$* ..."; }
eend() {
  local status=${1:-0}
  [[ ${status} == 0 ]] || { shift; [[ $# -gt 0 ]] && eerror "$*"; }
  return "${status}"
}
edo() { printf '%s\n' "$*" >&2; "$@" || die -n "failed: $*"; }

has() {
  local wanted=$1 item
  shift
  for item; do [[ ${item} == "${wanted}" ]] && return 0; done
  return 1
}
hasv() { has "$@" && echo "$1"; }
hasq() { has "$@"; }

use() {
  local flag=$1
  if [[ ${flag} == !* ]]; then
    ! has "${flag#!}" ${USE}
  else
    has "${flag}" ${USE}
  fi
}
useq() { use "$@"; }
usev() { use "$1" && echo "${2:-${1#!}}"; }
usex() { if use "$1"; then echo "${2-yes}$4"; else echo "${3-no}$5"; fi; }
use_with() {
  local suffix=${3+=$3} name=${2:-$1}
  if use "$1"; then echo "--with-${name}${suffix}"; else echo "--without-${name}"; return 1; fi
}
use_enable() {
  local suffix=${3+=$3} name=${2:-$1}
  if use "$1"; then echo "--enable-${name}${suffix}"; else echo "--disable-${name}"; return 1; fi
}
in_iuse() {
  local flags=(${IUSE_EFFECTIVE} ${IUSE})
  flags=("${flags[@]#[+-]}")
  has "$1" "${flags[@]}"
}

__envc_atom() {
  [[ $# -gt 1 && $1 == -* ]] && shift
  echo "$1"
}
has_version() { __envc_ask has_version "$(__envc_atom "$@")"; __envc_answered; }
best_version() { __envc_ask best_version "$(__envc_atom "$@")"; __envc_answered; }
ver_cut() { __envc_ask ver_cut "$1" "${2-${PV}}"; __envc_answered; }
ver_rs() { (($# % 2)) && set -- "$@" || set -- "$@" "${PV}"; __envc_ask ver_rs "$@"; __envc_answered; }
ver_test() { [[ $# == 2 ]] && set -- "${PVR}" "$@"; __envc_ask ver_test "$@"; __envc_answered; }
ver_replacing() { return 1; }
portageq() {
  case $1 in
    has_version) has_version "${@: -1}" ;;
    best_version) best_version "${@: -1}" ;;
    envvar) shift; local name; for name; do echo "${!name}"; done ;;
    *) eqawarn "portageq $1 has no answer here"; return 1 ;;
  esac
}

get_libdir() { local name="LIBDIR_${ABI}"; echo "${!name:-lib}"; }
default() { declare -F "default_${EBUILD_PHASE_FUNC}" >/dev/null && "default_${EBUILD_PHASE_FUNC}"; return 0; }
inherit() { :; }
EXPORT_FUNCTIONS() { :; }
debug-print() { :; }
debug-print-function() { :; }
debug-print-section() { :; }
addread() { :; }
addwrite() { :; }
adddeny() { :; }
addpredict() { :; }

# What pkg_preinst may do to the image.
__envc_image() { local path; for path; do echo "${ED%/}/${path#/}"; done; }
dodir() { local path; for path; do mkdir -p "$(__envc_image "${path}")" || die -n "dodir ${path}"; done; }
keepdir() { dodir "$@"; local path; for path; do : > "$(__envc_image "${path}")/.keep_${CATEGORY}_${PN}-${SLOT%%/*}"; done; }
dosym() { dodir "$(dirname "$2")" && ln -snf "$1" "$(__envc_image "$2")" || die -n "dosym $*"; }
__envc_change() {
  local command=$1 options=() value
  shift
  while [[ $1 == -* ]]; do options+=("$1"); shift; done
  value=$1
  shift
  local path
  for path; do "${command}" "${options[@]}" "${value}" "$(__envc_image "${path}")" || die -n "${command} ${path}"; done
}
fowners() { __envc_change chown "$@"; }
fperms() { __envc_change chmod "$@"; }
