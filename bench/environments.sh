#!/bin/bash
# What 1, 10 and 100 environments of one manifest cost that share a tree: processor time and memory of each command, JVM start included.
# Usage: bench/environments.sh [MANIFEST [N…]]     (examples/quickstart for amd64; 1 10 100)
#   Environments differ in their host name; with FLAGS="a b c …" each also has one of these USE flags, so that none shares its resolution with another.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
envc=${ENVC:-$root/envc}
base=$(realpath "${1:-$root/examples/quickstart/quickstart.env.yaml}")
[ $# -gt 0 ] && shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
read -ra flags <<<"${FLAGS:-}"

manifest() { # number of environments
  printf 'envc: 1\nname: lines\nextends: ["%s"]\narch: amd64\nparams: { line: { type: int } }\nmatrix: { line: [%s] }\nhostname: "line${{ line }}"\n' \
    "$(realpath --relative-to "$work" "$base")" "$(seq -s, 1 "$1")"
  [ ${#flags[@]} -eq 0 ] && return
  printf 'when:\n'
  for i in $(seq "$1"); do printf '  - { if: line == %d, use: [%s] }\n' "$i" "${flags[$(((i - 1) % ${#flags[@]}))]}"; done
}

measure() { # label, command
  /usr/bin/time -f "%U %S %M" -o "$work/time" "$envc" "${@:2}" --cache-dir "$work/cache" --quiet >/dev/null 2>"$work/said" || cat "$work/said"
  awk -v l="$1" 'END { printf "%-40s %6.2f s %6d MiB\n", l, $1 + $2, $3 / 1024 }' "$work/time"
}

for n in "${@:-1 10 100}"; do
  for k in $n; do
    manifest "$k" >"$work/m$k.env.yaml"
    [ -e "$work/cache" ] || "$envc" compile "$work/m$k.env.yaml" --backend oci -o "$work/warm" --cache-dir "$work/cache" --quiet >/dev/null 2>&1 || true
    rm -f "$work/m$k.env.lock"
    measure "$k: check" check "$work/m$k.env.yaml"
    measure "$k: check --trees" check "$work/m$k.env.yaml" --trees
    measure "$k: lock, trees and packages cached" lock "$work/m$k.env.yaml"
    measure "$k: compile oci" compile "$work/m$k.env.yaml" --backend oci -o "$work/oci$k"
    measure "$k: compile oci, nothing changed" compile "$work/m$k.env.yaml" --backend oci -o "$work/oci$k"
  done
done
