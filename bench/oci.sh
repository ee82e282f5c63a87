#!/bin/bash
# OCI images of 60 packages of together 300 MB (bench/oci-packages.py makes them from this machine's own files): nothing cached but the packages, the layers cached too (the difference is what
# writing them takes), nothing changed, the largest package changed, one of the middle changed; beside the floor, tar and a compressor over the same root. Prints seconds of wall and processor time and the largest resident set, the least wall time of N runs each.
# Usage: bench/oci.sh [N] [MEGABYTES]     (N defaults to 3, MEGABYTES to 300; run it on a machine that does nothing else)
set -eu
runs=${1:-3}
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
envc() { "$root/envc" "$@" --cache-dir "$work/cache" --quiet >/dev/null 2>&1; }
compile() { "$root/envc" compile "$work/b/$1.env.yaml" --backend oci -o "$work/out" --cache-dir "$work/cache" --quiet >/dev/null 2>&1; }
export root work
export -f compile

least() { # label, command to prepare, command to measure
  best=
  for _ in $(seq "$runs"); do
    eval "$2"
    line=$( { /usr/bin/time -f '%e %U %S %M' bash -c "$3" >/dev/null; } 2>&1 | tail -n 1)
    if [ -z "$best" ] || [ "$(printf '%s\n%s\n' "$line" "$best" | sort -n | head -n 1)" = "$line" ]; then best=$line; fi
  done
  set -- "$1" $best
  printf '%-36s %6.2f s wall %6.2f s user %6.2f s system %5d MiB\n' "$1" "$2" "$3" "$4" $(($5 / 1024))
}

"$root/envc" --version >/dev/null
python3 "$root/bench/oci-packages.py" "$work/b" 60 "${2:-300}"
for m in bench-zstd bench-gzip large-zstd large-gzip small-zstd small-gzip; do envc lock "$work/b/$m.env.yaml"; done
least 'start: envc --version' : '"$root/envc" --version'
for codec in zstd gzip; do
  fresh='rm -rf "$work/cache/backend" "$work/cache/built" "$work/out"'
  least "$codec, only packages cached" "$fresh" "compile bench-$codec"
  least "$codec, packages and layers cached" 'rm -rf "$work/cache/built" "$work/out"' "compile bench-$codec"
  least "$codec, nothing changed" : "compile bench-$codec"
  least "$codec, the largest package changed" "$fresh; compile bench-$codec" "compile large-$codec"
  least "$codec, another package changed" "$fresh; compile bench-$codec" "compile small-$codec"
done
envc compile "$work/b/bench-zstd.env.yaml" --backend dir -o "$work/dir"
tar -C "$work/dir/bench-zstd-amd64" -cf /dev/null .
least 'floor: tar | zstd -3 -T2' : 'tar -C "$work/dir/bench-zstd-amd64" -c . | zstd -q -3 -T2 >"$work/floor"'
least 'the same with both digests of a layer' : 'tar -C "$work/dir/bench-zstd-amd64" -c . | tee >(sha256sum >"$work/diff-id") | zstd -q -3 -T2 | tee "$work/floor" | sha256sum'
least 'floor: tar | gzip -6' : 'tar -C "$work/dir/bench-zstd-amd64" -c . | gzip -6 >"$work/floor"'
