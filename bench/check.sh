#!/bin/bash
# `envc check` of a manifest of 300 lines and of one of ten, in both forms, with names that real trees have: as a command, alone and against the trees with a warm index, and hot in the language server.
# Usage: bench/check.sh PROFILE REPOSITORY=DIRECTORY… -- ATOM…      (as bench/resolve.sh)
# JAVA_HOME must be a JDK 25 or newer; `mvn package` must have run.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
envc=${ENVC:-$root/envc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

TIMEFORMAT='%3R %3U %3S'
least() { # label, command…: the run with the least processor time of seven, in ms
  for _ in 1 2 3 4 5 6 7; do
    { time "${@:2}" >/dev/null 2>&1; } 2>&1
  done | LC_ALL=C awk -v label="$1" '
    { cpu = ($2 + $3) * 1000; if (NR == 1 || cpu < best) { best = cpu; wall = $1 * 1000 } }
    END { printf "%-44s %6d ms, of processors %6d ms\n", label, wall, best }'
}

for n in 10 300; do
  for form in env.yaml envc; do
    m=$work/$n.$form
    python3 "$root/bench/manifest.py" "${form#env.}" "$n" "$@" >"$m"
    "$envc" check "$m" --trees --cache-dir "$work/cache" --quiet
    least "check $n.$form" "$envc" check "$m" --quiet --cache-dir "$work/cache"
    least "check --trees $n.$form" "$envc" check "$m" --trees --quiet --cache-dir "$work/cache"
  done
done
exec "${JAVA_HOME:?}/bin/java" -XX:+UseSerialGC -Xss4m -cp "$root/compiler/target/classes:$root/stdlib/src/main/resources:$root/compiler/target/lib/*" "$root/bench/LspBench.java" \
  "$work/cache" "$work"/10.env.yaml "$work"/10.envc "$work"/300.env.yaml "$work"/300.envc
