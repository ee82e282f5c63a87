#!/bin/bash
# What an OCI image of very many files takes: 60 packages with 200,000, 600,000 and 1,200,000 files of a few bytes. Prints seconds of wall time and the largest resident set of `envc compile` with only packages cached.
# Usage: bench/files.sh [FILES_OF_EACH_PACKAGE…]     (3333 10000 20000)
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
compile() { "$root/envc" "$1" "$work/b/bench-zstd.env.yaml" "${@:2}" --cache-dir "$work/cache" --quiet >/dev/null 2>&1; }
export root work
export -f compile
"$root/envc" --version >/dev/null
for files in ${*:-3333 10000 20000}; do
  rm -rf "$work/b" "$work/cache" "$work/out"
  python3 "$root/bench/oci-packages.py" "$work/b" 60 0 "$files" >/dev/null
  compile lock
  # The caches of the JVM are made by the first of all runs.
  compile compile --backend oci -o "$work/out"
  rm -rf "$work/cache/backend" "$work/cache/built" "$work/out"
  /usr/bin/time -f "$((60 * files)) files  %e s wall  %M KiB" bash -c 'compile compile --backend oci -o "$work/out"'
done
