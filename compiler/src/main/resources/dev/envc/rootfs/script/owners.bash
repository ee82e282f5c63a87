# date, which tells the time of the image; and chown, chgrp, setcap and install as scripts find them: a sandbox has one user, so what they would change is recorded for the
# image and not done. Each record is three texts that end with NUL: command, what, file.
name=${0##*/}
record() { # command, what, file
  local path=$3
  [[ ${path} == /* ]] || path=${PWD}/${path}
  printf '%s\0' "$1" "$2" "${path}" >> "${ENVC_STATE}/owners"
}
below() { # what, directory: for all that is in it now
  local path
  for path in "$2"/*; do
    record chown "$1" "${path}"
    [[ -d ${path} && ! -L ${path} ]] && below "$1" "${path}"
  done
}
shopt -s dotglob nullglob
known() { # file, name or number
  local entry rest
  [[ -z $2 || $2 =~ ^[0-9]+$ ]] && return 0
  while IFS=: read -r entry rest; do [[ ${entry} == "$2" ]] && return 0; done < "$1"
  echo "${name}: invalid name: '$2'" >&2
  return 1
}
recursive= words=() status=0
case ${name} in
  chown|chgrp)
    for word; do
      case ${word} in
        --recursive) recursive=R ;;
        --reference*|--from*) echo "${name}: ${word%%=*} is not possible here" >&2; exit 1 ;;
        --*) ;;
        -*) [[ ${word} == *R* ]] && recursive=R ;;
        *) words+=("${word}") ;;
      esac
    done
    owner=${words[0]}
    [[ ${name} == chgrp ]] && owner=:${owner}
    [[ ${owner} == *:* ]] || owner=${owner/./:}
    user=${owner%%:*} group=
    [[ ${owner} == *:* ]] && group=${owner#*:}
    known /etc/passwd "${user}" && known /etc/group "${group}" || exit 1
    for file in "${words[@]:1}"; do
      if [[ -e ${file} || -L ${file} ]]; then
        record chown "${owner}" "${file}"
        [[ -n ${recursive} && -d ${file} ]] && below "${owner}" "${file}"
      else
        echo "${name}: cannot access '${file}': No such file or directory" >&2
        status=1
      fi
    done
    exit "${status}"
    ;;
  date)
    for word; do
      case ${word} in
        -[drfs]*|--date*|--reference*|--file*|--set*) PATH=${PATH#*:} exec date "$@" ;;
      esac
    done
    PATH=${PATH#*:} exec date -d "@${SOURCE_DATE_EPOCH}" "$@"
    ;;
  setcap)
    while [[ $1 == -* ]]; do
      case $1 in
        -v) exit 0 ;;
        -r) set -- "" "${@:2}"; break ;;
        -n) shift ;;
      esac
      shift
    done
    while [[ $# -ge 2 ]]; do
      [[ -f $2 ]] || { echo "Failed to set capabilities on file '$2'" >&2; exit 1; }
      record setcap "$1" "$2"
      shift 2
    done
    ;;
  install)
    user= group= directories= into= plain=() options=()
    while [[ $# -gt 0 ]]; do
      case $1 in
        -o|-g) [[ $1 == -o ]] && user=$2 || group=$2; shift ;;
        --owner=*) user=${1#*=} ;;
        --group=*) group=${1#*=} ;;
        -m|-t|-S) options+=("$1" "$2"); [[ $1 == -t ]] && into=$2; shift ;;
        -d|--directory) directories=1 options+=("$1") ;;
        --) ;;
        -*) options+=("$1"); [[ $1 == -*d* && $1 != --* ]] && directories=1 ;;
        *) plain+=("$1") ;;
      esac
      shift
    done
    known /etc/passwd "${user}" && known /etc/group "${group}" || exit 1
    PATH=${PATH#*:} install "${options[@]}" "${plain[@]}" || exit
    if [[ -n ${user}${group} ]]; then
      [[ -n ${directories} ]] || { target=${into:-${plain[-1]}}
        if [[ -d ${target} ]]; then plain=("${plain[@]##*/}") plain=("${plain[@]/#/${target}/}"); else plain=("${target}"); fi; }
      for file in "${plain[@]}"; do [[ -e ${file} ]] && record chown "${user}:${group}" "${file}"; done
    fi
    ;;
esac
exit 0
