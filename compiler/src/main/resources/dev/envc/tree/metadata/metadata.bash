# The metadata phase of PMS: sources ebuilds and prints what they define.
#
# A worker that is started once. It reads requests, seven fields that each end with NUL: the file,
# CATEGORY, PN, PV, PR, EAPI and the directory of the eclasses. It answers each with a line that
# holds the number of bytes of the answer, and the answer: `ok` and KEY=value lines; or `die`, where,
# and the message; or neither, when the shell ended. What bash itself said follows after a line
# `stderr`.
#
# Each ebuild runs in a subshell, whose output is collected before any of it is passed on, so that it
# cannot speak for another one. Arguments: a writable directory.

set +o posix
shopt -u patsub_replacement globskipdots 2>/dev/null
shopt -s expand_aliases

LC_ALL=C
PATH=/nonexistent
export LC_ALL PATH
umask 022
ulimit -c 0
ulimit -f 20480
ulimit -v 1048576

__envc_errors=$1/stderr
exec 8>&1 1>/dev/null

__envc_keys=(
  DEPEND RDEPEND SLOT SRC_URI RESTRICT HOMEPAGE LICENSE DESCRIPTION KEYWORDS IUSE REQUIRED_USE
  PDEPEND BDEPEND EAPI PROPERTIES DEFINED_PHASES IDEPEND
)

# --- what ebuilds may call in global scope ----------------------------------------------------

# Reports the place that called the function that calls this, unless that is in this file.
die() {
  set +ex
  local i IFS=' '
  for (( i = 1; i < ${#BASH_SOURCE[@]}; i++ )); do
    [[ ${BASH_SOURCE[i]} != "${BASH_SOURCE[0]}" ]] && break
  done
  [[ ${1-} == -n ]] && shift
  local message=${*:-no message}
  printf 'die\n%s:%s\n%s\n' "${BASH_SOURCE[i]-}" "${BASH_LINENO[i - 1]-}" "${message//$'\n'/ }" >&9
  (( BASHPID == __envc_main )) || kill -s TERM "${__envc_main}"
  exit 1
}

assert() {
  local codes="${PIPESTATUS[*]}"
  [[ ${codes//[ 0]/} ]] && die "$@"
  return 0
}

pipestatus() {
  local codes=("${PIPESTATUS[@]}") code result=0
  for code in "${codes[@]}"; do
    (( code != 0 )) && result=${code}
  done
  [[ ${1-} == -v ]] && echo "${codes[@]}"
  return "${result}"
}

nonfatal() { "$@"; }

has() {
  local wanted=$1 word
  shift
  for word; do
    [[ ${word} == "${wanted}" ]] && return 0
  done
  return 1
}

hasv() {
  has "$@" || return
  echo "$1"
}

hasq() { has "$@"; }

einfo() { :; }
einfon() { :; }
elog() { :; }
ewarn() { :; }
eqawarn() { :; }
eerror() { :; }
ebegin() { :; }
eend() { return "${1:-0}"; }
debug-print() { :; }
debug-print-function() { :; }
debug-print-section() { :; }

# --- versions (PMS 12.3.12 in EAPI 7) -----------------------------------------------------------

# Splits $1 into __envc_parts: separator, component, separator, component, ...
__envc_split() {
  local rest=$1 part
  __envc_parts=()
  while [[ ${rest} ]]; do
    part=${rest%%[a-zA-Z0-9]*}
    __envc_parts+=("${part}")
    rest=${rest#"${part}"}
    case ${rest} in
      [0-9]*) part=${rest%%[!0-9]*} ;;
      *) part=${rest%%[!a-zA-Z]*} ;;
    esac
    __envc_parts+=("${part}")
    rest=${rest#"${part}"}
  done
}

# Reads the range $1 into __envc_from and __envc_to, which is at most $2.
__envc_range() {
  [[ $1 =~ ^([0-9]+)(-([0-9]*))?$ ]] || die "${FUNCNAME[1]}: $1 is not a range"
  __envc_from=${BASH_REMATCH[1]}
  if [[ -z ${BASH_REMATCH[2]} ]]; then
    __envc_to=${__envc_from}
  elif [[ -z ${BASH_REMATCH[3]} ]]; then
    __envc_to=$2
    return
  else
    __envc_to=${BASH_REMATCH[3]}
  fi
  (( __envc_from <= __envc_to )) || die "${FUNCNAME[1]}: the range $1 ends before it starts"
  (( __envc_to <= $2 )) || __envc_to=$2
}

ver_cut() {
  local -a __envc_parts
  local __envc_from __envc_to IFS= first
  __envc_split "${2:-${PV}}"
  __envc_range "$1" $(( ${#__envc_parts[@]} / 2 ))
  first=$(( __envc_from > 0 ? 2 * __envc_from - 1 : 0 ))
  (( 2 * __envc_to > first )) && echo "${__envc_parts[*]:first:2 * __envc_to - first}" || echo
}

ver_rs() {
  local -a __envc_parts
  local __envc_from __envc_to IFS= version=${PV} i
  (( $# % 2 )) && version=${!#}
  __envc_split "${version}"
  while (( $# > 1 )); do
    __envc_range "$1" $(( ${#__envc_parts[@]} / 2 - 1 ))
    for (( i = __envc_from; i <= __envc_to; i++ )); do
      (( i == 0 )) && [[ -z ${__envc_parts[0]} ]] && continue
      __envc_parts[2 * i]=$2
    done
    shift 2
  done
  echo "${__envc_parts[*]}"
}

# Sets __envc_order to -1, 0 or 1, for two whole numbers of any length.
__envc_compare_numbers() {
  local a=$1 b=$2
  while [[ ${a} == 0?* ]]; do a=${a#0}; done
  while [[ ${b} == 0?* ]]; do b=${b#0}; done
  : "${a:=0}" "${b:=0}"
  if (( ${#a} != ${#b} )); then
    __envc_order=$(( ${#a} < ${#b} ? -1 : 1 ))
  else
    __envc_compare_strings "${a}" "${b}"
  fi
}

__envc_compare_strings() {
  __envc_order=0
  [[ $1 < $2 ]] && __envc_order=-1
  [[ $1 > $2 ]] && __envc_order=1
}

# PMS 3.3: sets __envc_order for two versions.
__envc_compare_versions() {
  local form='^([0-9]+)((\.[0-9]+)*)([a-z]?)((_(alpha|beta|pre|rc|p)[0-9]*)*)(-r([0-9]+))?$'
  [[ $1 =~ ${form} ]] || die "ver_test: $1 is not a version"
  local a=("${BASH_REMATCH[@]}")
  [[ $2 =~ ${form} ]] || die "ver_test: $2 is not a version"
  local b=("${BASH_REMATCH[@]}")
  __envc_compare_numbers "${a[1]}" "${b[1]}"
  (( __envc_order )) && return
  __envc_compare_fractions "${a[2]}" "${b[2]}"
  (( __envc_order )) && return
  __envc_compare_strings "${a[4]}" "${b[4]}"
  (( __envc_order )) && return
  __envc_compare_suffixes "${a[5]}" "${b[5]}"
  (( __envc_order )) && return
  __envc_compare_numbers "${a[9]}" "${b[9]}"
}

__envc_compare_fractions() {
  local a=$1 b=$2 x y
  __envc_order=0
  while [[ ${a} && ${b} ]]; do
    a=${a#.} b=${b#.}
    x=${a%%.*} y=${b%%.*}
    a=${a#"${x}"} b=${b#"${y}"}
    if [[ ${x} == 0* || ${y} == 0* ]]; then
      while [[ ${x} == *0 ]]; do x=${x%0}; done
      while [[ ${y} == *0 ]]; do y=${y%0}; done
      __envc_compare_strings "${x}" "${y}"
    else
      __envc_compare_numbers "${x}" "${y}"
    fi
    (( __envc_order )) && return
  done
  [[ ${a} ]] && __envc_order=1
  [[ ${b} ]] && __envc_order=-1
}

__envc_compare_suffixes() {
  local a=$1 b=$2 x y
  local -A rank=([alpha]=1 [beta]=2 [pre]=3 [rc]=4 [p]=6)
  __envc_order=0
  while [[ ${a} || ${b} ]]; do
    a=${a#_} b=${b#_}
    x=${a%%_*} y=${b%%_*}
    a=${a#"${x}"} b=${b#"${y}"}
    local i=5 j=5
    [[ ${x} ]] && i=${rank[${x%%[0-9]*}]}
    [[ ${y} ]] && j=${rank[${y%%[0-9]*}]}
    if (( i != j )); then
      __envc_order=$(( i < j ? -1 : 1 ))
      return
    fi
    __envc_compare_numbers "${x##*[a-z]}" "${y##*[a-z]}"
    (( __envc_order )) && return
  done
}

ver_test() {
  local left=${PVR} __envc_order
  if (( $# == 3 )); then
    left=$1
    shift
  fi
  (( $# == 2 )) || die "ver_test: wrong number of arguments"
  case $1 in
    -eq | -ne | -lt | -le | -gt | -ge) ;;
    *) die "ver_test: $1 is not an operator" ;;
  esac
  __envc_compare_versions "${left}" "$2"
  test "${__envc_order}" "$1" 0
}

# --- what must not be called there ------------------------------------------------------------

__envc_forbidden=(
  use usev useq use_with use_enable usex in_iuse get_libdir best_version has_version portageq
  ver_replacing
  diropts docompress dostrip exeopts insopts libopts
  get_KV KV_major KV_micro KV_minor KV_to_int
  register_die_hook register_success_hook
  addread addwrite adddeny addpredict
)
for __envc_name in "${__envc_forbidden[@]}"; do
  eval "${__envc_name}() { die \"${__envc_name} must not be called in global scope\"; }"
done

# Portage lets these fail instead of dying.
for __envc_name in awk bash cc egrep equery fgrep g++ gawk gcc grep javac java-config nawk perl \
  pkg-config python python-config sed; do
  eval "${__envc_name}() { return 127; }"
done
unset __envc_name

command_not_found_handle() { die "the external command $1 must not be called in global scope"; }

# Takes away what the EAPI does not have.
__envc_restrict() {
  case $1 in
    [0-4]) unset -f usex ;;&
    [0-5]) unset -f in_iuse get_libdir ;;&
    [0-6]) unset -f ver_cut ver_rs ver_test dostrip ;;&
    [0-3]) unset -f docompress nonfatal ;;&
    [0-8]) unset -f pipestatus ver_replacing ;;&
    8) hasq() { die "EAPI 8 has no hasq"; }; hasv() { die "EAPI 8 has no hasv"; }; unset -f useq ;;&
    9) hasq() { die "EAPI 9 has no hasq"; }; hasv() { die "EAPI 9 has no hasv"; }
       unset -f useq assert ;;&
    [0-5]) BASH_COMPAT=3.2 ;;
    [67]) BASH_COMPAT=4.2 ;;
    8) BASH_COMPAT=5.0 ;;
    9) BASH_COMPAT=5.3 ;;
  esac
}

# --- eclasses (PMS 10) ----------------------------------------------------------------------------

# Sources in a function of its own: what an eclass declares without -g stays there.
__envc_source() {
  source "$1"
}

inherit() {
  local -x ECLASS
  local __envc_exports __envc_key __envc_file
  local -A __envc_before
  (( ++__envc_depth ))
  for ECLASS; do
    __envc_file=${__envc_eclasses}/${ECLASS}.eclass
    [[ ${ECLASS} != */* && -f ${__envc_file} ]] || die "there is no eclass ${ECLASS}"
    __envc_before=()
    for __envc_key in "${__envc_accumulated[@]}"; do
      if [[ -v ${__envc_key} ]]; then
        __envc_before[${__envc_key}]=${!__envc_key}
        unset "${__envc_key}"
      fi
    done
    __envc_exports=()
    __envc_source "${__envc_file}" || die "the eclass ${ECLASS} failed"
    set +e
    __envc_accumulate
    __envc_export
    [[ " ${INHERITED-} " == *" ${ECLASS} "* ]] || INHERITED+=" ${ECLASS}"
    (( __envc_depth == 1 )) && __envc_inherit+=" ${ECLASS}"
  done
  (( --__envc_depth ))
  return 0
}

__envc_accumulate() {
  local sum
  for __envc_key in "${__envc_accumulated[@]}"; do
    if [[ -v ${__envc_key} ]]; then
      sum=__envc_sum_${__envc_key}
      printf -v "${sum}" '%s %s' "${!sum-}" "${!__envc_key}"
      unset "${__envc_key}"
    fi
  done
  for __envc_key in "${!__envc_before[@]}"; do
    printf -v "${__envc_key}" '%s' "${__envc_before[${__envc_key}]}"
  done
}

__envc_export() {
  local phase
  for phase in "${__envc_exports[@]}"; do
    declare -F "${ECLASS}_${phase}" >/dev/null ||
      die "EXPORT_FUNCTIONS: ${ECLASS}_${phase} is not defined"
    eval "${phase}() { ${ECLASS}_${phase} \"\$@\"; }"
  done
}

EXPORT_FUNCTIONS() {
  [[ ${ECLASS-} ]] || die "EXPORT_FUNCTIONS outside of an eclass"
  __envc_exports+=("$@")
}

# --- one ebuild -----------------------------------------------------------------------------------

__envc_phases() {
  local name function
  local names='compile config configure info install nofetch postinst postrm preinst prepare prerm'
  names+=' pretend setup test unpack'
  DEFINED_PHASES=
  for name in ${names}; do
    case ${name} in
      compile | configure | install | prepare | test | unpack) function=src_${name} ;;
      *) function=pkg_${name} ;;
    esac
    [[ ${EAPI} == [01] && ${name} == @(configure|prepare) ]] && continue
    [[ ${EAPI} == [0-3] && ${name} == pretend ]] && continue
    declare -F "${function}" >/dev/null && DEFINED_PHASES+=" ${name}"
  done
  : "${DEFINED_PHASES:=-}"
}

# Adds what the eclasses gave to what the ebuild gave, and prints everything, words with single
# spaces.
__envc_print() {
  local IFS=$' \t\n' key sum words
  set -f
  [[ -v EAPI ]] || EAPI=0
  [[ ${EAPI} == [0-3] && ! -v RDEPEND && -v DEPEND ]] && RDEPEND=${DEPEND}
  for key in "${__envc_accumulated[@]}"; do
    sum=__envc_sum_${key}
    [[ -v ${sum} ]] && printf -v "${key}" '%s %s' "${!key-}" "${!sum}"
  done
  [[ ${EAPI} == [0-6] ]] && unset BDEPEND
  [[ ${EAPI} == [0-7] ]] && unset IDEPEND
  __envc_phases
  echo ok
  for key in "${__envc_keys[@]}"; do
    words=(${!key-})
    printf '%s=%s\n' "${key}" "${words[*]}"
  done
  words=(${__envc_inherit-})
  printf 'INHERIT=%s\n' "${words[*]}"
  words=(${INHERITED-})
  printf 'INHERITED=%s\n' "${words[*]}"
}

while IFS= read -r -d '' __envc_ebuild && IFS= read -r -d '' CATEGORY && IFS= read -r -d '' PN &&
  IFS= read -r -d '' PV && IFS= read -r -d '' PR && IFS= read -r -d '' EAPI &&
  IFS= read -r -d '' __envc_eclasses; do
  __envc_answer=$(
    exec 9>&1 1>"${__envc_errors}" 2>&1 0</dev/null 8>&-
    ulimit -t 20
    __envc_main=${BASHPID}
    declare -i __envc_depth=0
    __envc_accumulated=(IUSE REQUIRED_USE DEPEND RDEPEND PDEPEND BDEPEND IDEPEND)
    [[ ${EAPI} == [0-7] ]] || __envc_accumulated+=(PROPERTIES RESTRICT)
    P=${PN}-${PV}
    PVR=${PV}
    [[ ${PR} == r0 ]] || PVR+=-${PR}
    PF=${PN}-${PVR}
    FILESDIR=/nonexistent/files DISTDIR=/nonexistent/distdir WORKDIR=/nonexistent/work
    S=${WORKDIR}/${P} T=/nonexistent/temp D=/nonexistent/image/ HOME=/nonexistent/homedir
    ROOT= EPREFIX= EBUILD_PHASE=depend
    [[ ${EAPI} == [0-6] ]] && D=/nonexistent/image/ ROOT=/
    export CATEGORY PN PV PR P PVR PF FILESDIR DISTDIR WORKDIR S T D HOME ROOT EPREFIX EBUILD_PHASE
    __envc_restrict "${EAPI}"
    [[ ${EAPI} == [0-5] ]] || shopt -s failglob
    unset EAPI INHERITED IUSE REQUIRED_USE DEPEND RDEPEND PDEPEND BDEPEND IDEPEND PROPERTIES RESTRICT
    source "${__envc_ebuild}" || die "the ebuild failed"
    shopt -u failglob
    set +eu
    __envc_print >&9
  )
  if [[ ${__envc_answer} != ok$'\n'* ]]; then
    IFS= read -r -d '' -n 4000 __envc_said <"${__envc_errors}"
    __envc_answer+=$'\nstderr\n'${__envc_said}
  fi
  printf '%s\n%s' "${#__envc_answer}" "${__envc_answer}" >&8
done
