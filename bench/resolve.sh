#!/bin/bash
# Resolving on real trees: the cold command with a warm index, and hot in one JVM; beside real Portage where it is given.
# Usage: bench/resolve.sh PROFILE REPOSITORY=DIRECTORY… -- ATOM…
#   PROFILE is below profiles/ of one of the repositories; each DIRECTORY is a git work tree, its HEAD is used. The first atom is also the one for the cold command.
#   PORTAGE: a checkout of Portage; the same atoms are then resolved by real Portage in turn with envc (emerge.sh says how), as cold commands.
#   COLD: how many of the atoms are resolved by cold commands (default 1, with PORTAGE all); RUNS: how often each (default 7); ENVC: the command to measure (default: envc of this repository).
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
runs=${RUNS:-7} envc=${ENVC:-$root/envc}
once() { { time "$@" >/dev/null 2>&1; } 2>&1; }
least() { # label; lines "wall user system": the run with the least processor time, in ms
  LC_ALL=C awk -v label="$1" '
    { cpu = ($2 + $3) * 1000; if (NR == 1 || cpu < best) { best = cpu; wall = $1 * 1000 } }
    END { printf "%-52s %7d ms, of processors %7d ms\n", label, wall, best }'
}
check() { "$envc" check --trees "$1" --cache-dir "$work/cache" --quiet; }

count=${COLD:-1}
if [ -n "${PORTAGE:-}" ]; then
  "$root/bench/emerge.sh" "$PORTAGE" "$work/portage" "$profile" "${repositories[@]}"
  "$work/portage/emerge" "$1" >/dev/null 2>&1 || true
  count=${COLD:-$#}
fi
check "$m"
for ((i = 0; i < runs; i++)); do once "$envc" check "$m" --quiet; done | least 'envc check: no trees'
: >"$work/ratios"
for atom in "${@:1:$count}"; do
  sed "s|^packages: .*|packages: [\"$atom\"]|" "$m" >"$work/one.env.yaml"
  : >"$work/ours" && : >"$work/theirs"
  for ((i = 0; i < runs; i++)); do # in turn, so that other work on the machine meets both
    once check "$work/one.env.yaml" >>"$work/ours"
    [ -z "${PORTAGE:-}" ] || once "$work/portage/emerge" "$atom" >>"$work/theirs"
  done
  least "envc check --trees: $atom" <"$work/ours"
  if [ -n "${PORTAGE:-}" ]; then
    least "Portage: $atom" <"$work/theirs"
    least x <"$work/ours" | awk '{ print $(NF-1) }' >"$work/a"
    least x <"$work/theirs" | awk '{ print $(NF-1) }' | paste "$work/a" - >>"$work/ratios"
  fi
done
[ ! -s "$work/ratios" ] || LC_ALL=C awk '{ print $2 / $1 }' "$work/ratios" | sort -n |
  LC_ALL=C awk '{ r[NR] = $1 } END { printf "%d requests: Portage takes %.1f times the processor time of envc in the median (%.1f to %.1f)\n", NR, r[int((NR + 1) / 2)], r[1], r[NR] }'
echo
"${JAVA_HOME:?}/bin/java" -Xss4m -Xmx512m --enable-native-access=ALL-UNNAMED -cp "$root/compiler/target/classes:$root/compiler/target/lib/*" \
  "$root/bench/ResolveBench.java" "$work/index" "$profile" "${repositories[@]}" "$@"
