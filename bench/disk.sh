#!/bin/bash
# Disk images of a root of 1 GB in about 10,000 files, beside what only copies the same bytes, and genimage on the same tree. Prints wall seconds, the least of N
# runs, and for envc the most memory its JVM had. Usage: bench/disk.sh [N] [FOLDER]     (N defaults to 3; FOLDER, for 6 GB of scratch, to /tmp)
# JAVA_HOME must be a JDK 25 or newer; `mvn package` must have run. Needs genimage, mke2fs and bmap-tools for the lines that name them.
set -euo pipefail
runs=${1:-3}
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d "${2:-/tmp}/envc-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Half of the bytes are random, half are text, in files of 4 KiB to 1 MiB.
mkdir "$work/root"
openssl enc -aes-128-ctr -K 00112233445566778899aabbccddeeff -iv 0 -in /dev/zero 2>/dev/null | head -c 500000000 >"$work/noise" || true
for d in $(seq 0 99); do
  mkdir "$work/root/d$d"
  dd if="$work/noise" bs=5000000 skip="$d" count=1 status=none | split -b 97k -a 3 - "$work/root/d$d/noise"
  (seq "$((d * 1000000))" "$((d * 1000000 + 700000))" || true) 2>/dev/null | head -c 5000000 | split -b 104k -a 3 - "$work/root/d$d/text"
done
rm "$work/noise"
echo "$(find "$work/root" -type f | wc -l) files, $(du -sm --apparent-size "$work/root" | cut -f1) MiB"

classes="$root/compiler/target/classes:$root/stdlib/src/main/resources:$root/compiler/target/lib/*"
"${JAVA_HOME:?}/bin/javac" -nowarn -d "$work/bench" -cp "$classes" "$root/bench/DiskBench.java"
manifest() { # file system, forms
  printf '%s\n' 'envc: 1' 'name: bench' 'arch: amd64' 'trees: { t: { directory: t } }' 'profile: "t:p"' 'outputs:' \
    "  disk: { partitions: [{ name: root, type: root, filesystem: $1, mount: /, slack: 64M }], formats: [$2] }" >"$work/bench.env.yaml"
}
envc() { # label, file system, forms
  manifest "$2" "$3"
  local best=''
  for _ in $(seq "$runs"); do
    rm -rf "$work/out"
    sync
    line=$("$JAVA_HOME/bin/java" -Xmx384m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "$work/bench:$classes" DiskBench "$work/bench.env.yaml" "$work/root" "$work/out")
    if [[ -z $best ]] || awk "BEGIN { exit !(${line%% *} < ${best%% *}) }"; then best=$line; fi
  done
  printf '%-36s %s\n' "$1" "$best"
}
least() { # label, command
  local best=''
  for _ in $(seq "$runs"); do
    rm -rf "$work/copy"
    sync
    start=$(date +%s%N)
    eval "$2"
    t=$((($(date +%s%N) - start) / 100000000))
    if [[ -z $best || $t -lt $best ]]; then best=$t; fi
  done
  printf '%-36s %d.%d s\n' "$1" $((best / 10)) $((best % 10))
}

envc 'envc, raw ext4' ext4 raw
image=$work/raw.img
mv "$work/out/bench-amd64.img" "$image"
least 'dd of that image' 'dd if="$image" of="$work/copy" bs=1M status=none'
least 'cp --sparse=always of it' 'cp --sparse=always "$image" "$work/copy"'
least 'cp -r of the root' 'cp -r "$work/root" "$work/copy"'
if command -v genimage >/dev/null; then
  cat >"$work/genimage.cfg" <<'EOF'
image root.ext4 { ext4 { use-mke2fs = true } size = 1200M }
image disk.img { hdimage { partition-table-type = "gpt" } partition root { image = "root.ext4" } }
EOF
  least 'genimage, ext4 in a GPT' '(cd "$work"; rm -rf gi; genimage --rootpath root --tmppath gi --inputpath . --outputpath copy --config genimage.cfg >/dev/null 2>&1)'
fi
envc 'envc, raw erofs' erofs raw
envc 'envc, ext4, .zst' ext4 zst
envc 'envc, ext4, .xz' ext4 xz
