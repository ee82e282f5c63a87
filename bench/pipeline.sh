#!/bin/bash
# The command line on the quickstart example, beside the floor: tar | zstd -3 of the same root. Prints wall seconds, the least of N runs of each, and the ratio to the floor.
# Usage: bench/pipeline.sh [N]     (N defaults to 5; run it on a machine that does nothing else)
set -eu
runs=${1:-5}
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/examples/quickstart" "$work/q"
m=$work/q/quickstart.env.yaml
envc() { "$root/envc" "$@" --cache-dir "$work/cache" --quiet >/dev/null 2>&1; }

least() { # label, command to prepare, command to measure
  best=
  for _ in $(seq "$runs"); do
    eval "$2"
    start=$(date +%s%N)
    eval "$3"
    t=$((($(date +%s%N) - start) / 1000000))
    if [ -z "$best" ] || [ "$t" -lt "$best" ]; then best=$t; fi
  done
  printf '%-44s %7d ms\n' "$1" "$best"
}

"$root/envc" --version >/dev/null
least 'start: envc --version' : '"$root/envc" --version >/dev/null'
least 'check' : 'envc check "$m"'
least 'lock, nothing cached' 'rm -rf "$work/cache"' 'envc lock "$m" --update'
least 'lock, trees and packages cached' : 'envc lock "$m" --update'
least 'compile oci, nothing cached (locked)' 'rm -rf "$work/cache" "$work/out"' 'envc compile "$m" --backend oci -o "$work/out"'
least 'compile oci, nothing changed' : 'envc compile "$m" --backend oci -o "$work/out"'
# The same environment without one of its packages, after the cache has seen the whole.
sed '/net-misc\/tinyping/d' "$m" >"$work/q/changed.env.yaml"
envc lock "$work/q/changed.env.yaml"
least 'compile oci, one package changed' 'rm -rf "$work/cache/backend"; envc compile "$m" --backend oci -o "$work/out"' 'envc compile "$work/q/changed.env.yaml" --backend oci -o "$work/changed"'
envc compile "$m" --backend dir -o "$work/dir" --arch amd64
least 'floor: tar | zstd -3 of one arch' : 'tar -C "$work/dir" -c . | zstd -q -3 >"$work/floor"'
