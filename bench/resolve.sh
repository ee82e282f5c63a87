#!/bin/bash
# Resolving on real trees: the cold command with a warm index, and hot in one JVM; beside real Portage where it is given.
# Usage: bench/resolve.sh PROFILE REPOSITORY=DIRECTORY… -- ATOM…
#   PROFILE is below profiles/ of one of the repositories; each DIRECTORY is a git work tree, its HEAD is used. The first atom is also the one for the cold command.
#   PORTAGE: a command that resolves the same atom (as its last argument) from an empty root with `--pretend`; its times are printed beside.
# JAVA_HOME must be a JDK 25 or newer; `mvn package` must have run.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
profile=$1 && shift
repositories=()
while [ "$1" != -- ]; do repositories+=("$1") && shift; done
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
m=$work/bench.env.yaml
{
  printf 'envc: 1\nname: bench\narch: amd64\ntrees:\n'
  for r in "${repositories[@]}"; do
    d=$(cd "${r#*=}" && pwd -P)
    printf '  %s: { git: "%s", commit: %s }\n' "${r%%=*}" "$d" "$(git -C "$d" rev-parse HEAD)"
    [ -e "$d/profiles/$profile" ] && holder=${r%%=*}
  done
  printf 'profile: "%s:%s"\npackages: ["%s"]\n' "$holder" "$profile" "$1"
} >"$m"

TIMEFORMAT='%3R %3U %3S'
least() { # label, command: the run with the least processor time, in ms
  for _ in 1 2 3 4 5 6 7; do
    { time eval "$2" >/dev/null 2>&1; } 2>&1
  done | LC_ALL=C awk -v label="$1" '
    { cpu = ($2 + $3) * 1000; if (NR == 1 || cpu < best) { best = cpu; wall = $1 * 1000 } }
    END { printf "%-52s %7d ms, of processors %7d ms\n", label, wall, best }'
}

"$root/envc" check --trees "$m" --cache-dir "$work/cache" --quiet
least 'envc check: no trees' '"$root/envc" check "$m" --quiet'
least "envc check --trees: $1" '"$root/envc" check --trees "$m" --cache-dir "$work/cache" --quiet'
[ -z "${PORTAGE:-}" ] || least "Portage: $1" "$PORTAGE '$1'"
echo
"${JAVA_HOME:?}/bin/java" -Xss4m -Xmx512m --enable-native-access=ALL-UNNAMED -cp "$root/compiler/target/classes:$root/compiler/target/lib/*" \
  "$root/bench/ResolveBench.java" "$work/index" "$profile" "${repositories[@]}" "$@"
