#!/usr/bin/env python3
"""Makes a tree, a binhost and a manifest of N binary packages (gpkg, zstd) with together about M megabytes of this machine's own files; or with F files of a few bytes in each.

Usage: oci-packages.py DIR [N] [M] [F]     (N defaults to 60, M to 300)

Two of them, the largest and one in the middle, have a second version with one file less: large-CODEC.env.yaml and small-CODEC.env.yaml ask for it, with the name of the same environment.
"""
import hashlib, io, os, subprocess, sys, tarfile

out = sys.argv[1]
count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
megabytes = int(sys.argv[3]) if len(sys.argv) > 3 else 300
small = int(sys.argv[4]) if len(sys.argv) > 4 else 0
TIME = 1767225600


def write(path, text):
    path = os.path.join(out, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


def files():
    """Regular files of the machine, the same ones every time, up to the size wanted."""
    left = megabytes * 1000 * 1000
    for top in ("/usr/bin", "/usr/lib", "/usr/share"):
        for directory, names, entries in os.walk(top):
            names.sort()
            for name in sorted(entries):
                path = os.path.join(directory, name)
                if os.path.islink(path) or not os.path.isfile(path) or not path.isascii():
                    continue
                size = os.path.getsize(path)
                if size > 3_000_000:
                    continue
                if left <= 0:
                    return
                left -= size
                yield path, size


def add(tar, name, data, mode=0o644):
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = len(data), mode, TIME
    tar.addfile(info, io.BytesIO(data))


def zstd(data):
    return subprocess.run(["zstd", "-q", "-3", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout


def image(paths, extra):
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.GNU_FORMAT) as tar:
        seen = set()
        for path in paths:
            parts = path.strip("/").split("/")
            for i in range(len(parts)):
                d = "/".join(["image"] + parts[:i])
                if d not in seen:
                    seen.add(d)
                    info = tarfile.TarInfo(d)
                    info.type, info.mode, info.mtime = tarfile.DIRTYPE, 0o755, TIME
                    tar.addfile(info)
            if small:
                add(tar, "image" + path, path.encode())
                continue
            with open(path, "rb") as f:
                add(tar, "image" + path, f.read(), 0o755 if os.access(path, os.X_OK) else 0o644)
        add(tar, "image/usr/" + extra, extra.encode())
    return raw.getvalue()


def package(number, version, paths):
    name = f"p{number:02d}"
    facts = {
        "BUILD_ID": "1", "BUILD_TIME": str(TIME), "CATEGORY": "bench", "CHOST": "x86_64-pc-linux-gnu", "DEFINED_PHASES": "install",
        "DESCRIPTION": "Package %d" % number, "EAPI": "8", "IUSE": "", "KEYWORDS": "amd64", "LICENSE": "MIT", "PF": f"{name}-{version}",
        "SLOT": "0", "USE": "amd64", "repository": "bench",
    }
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for key, value in sorted(facts.items()):
            add(tar, "metadata/" + key, (value + "\n").encode())
    members = [("gpkg-1", b""), ("metadata.tar.zst", zstd(raw.getvalue())), ("image.tar.zst", zstd(image(paths, f"{name}-{version}")))]
    manifest = "".join(
        f"DATA {n} {len(d)} SHA512 {hashlib.sha512(d).hexdigest()} BLAKE2B {hashlib.blake2b(d).hexdigest()}\n" for n, d in members
    )
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for n, d in members + [("Manifest", manifest.encode())]:
            add(tar, f"{name}-{version}-1/{n}", d)
    path = f"bench/{name}/{name}-{version}-1.gpkg.tar"
    os.makedirs(os.path.dirname(os.path.join(out, "binhost", path)), exist_ok=True)
    with open(os.path.join(out, "binhost", path), "wb") as f:
        f.write(whole.getvalue())
    ebuild = f'EAPI=8\nDESCRIPTION="Package {number}"\nSLOT=0\nLICENSE=MIT\nKEYWORDS=amd64\nS=$WORKDIR\n'
    write(f"tree/bench/{name}/{name}-{version}.ebuild", ebuild)
    md5 = hashlib.md5(ebuild.encode()).hexdigest()
    write(
        f"tree/metadata/md5-cache/bench/{name}-{version}",
        f"DEFINED_PHASES=-\nDESCRIPTION=Package {number}\nEAPI=8\nKEYWORDS=amd64\nLICENSE=MIT\nSLOT=0\n_md5_={md5}\n",
    )
    data = whole.getvalue()
    keys = {k: facts[k] for k in ("BUILD_ID", "BUILD_TIME", "DEFINED_PHASES", "EAPI", "KEYWORDS", "LICENSE", "SLOT")}
    keys.update(CPV=f"bench/{name}-{version}", PATH=path, REPO="bench", SIZE=str(len(data)), USE="amd64", SHA256=hashlib.sha256(data).hexdigest())
    return "".join(f"{k}: {v}\n" for k, v in sorted(keys.items())) + "\n"


groups = [[] for _ in range(count)]
sizes = [0] * count
for i in range(count if small else 0):
    groups[i] = [f"/usr/share/package{i:02d}/modules/group{n // 50:04d}/source-file-{n:06d}.txt" for n in range(small)]
for path, size in [] if small else files():
    # The sizes of real packages: a few are large, most are small.
    least = min(range(count), key=lambda i: sizes[i] * (1 + i))
    groups[least].append(path)
    sizes[least] += size
index = "".join(package(i, "1.0", g) for i, g in enumerate(groups)) 
middle = count // 2
index += package(0, "2.0", groups[0][:-1]) + package(middle, "2.0", groups[middle][:-1])
write(
    "binhost/Packages",
    f"ARCH: amd64\nCHOST: x86_64-pc-linux-gnu\nPACKAGES: {count + 2}\nTIMESTAMP: {TIME}\nVERSION: 0\n\n" + index,
)
write("tree/metadata/layout.conf", "repo-name = bench\nmasters =\ncache-formats = md5-dict\nthin-manifests = true\nprofile-formats = portage-2\n")
write("tree/profiles/repo_name", "bench\n")
write("tree/profiles/eapi", "8\n")
write("tree/profiles/arch.list", "amd64\n")
write("tree/profiles/categories", "bench\n")
write("tree/profiles/profiles.desc", "amd64 default stable\n")
write("tree/profiles/default/eapi", "8\n")
write("tree/profiles/default/make.defaults", 'ARCH="amd64"\nACCEPT_KEYWORDS="amd64"\nCHOST="x86_64-pc-linux-gnu"\nUSE="amd64"\n')
write("tree/licenses/MIT", "MIT\n")
for name, changed in (("bench", -1), ("large", 0), ("small", middle)):
    atoms = "".join(f"  - =bench/p{i:02d}-{2 if i == changed else 1}.0\n" for i in range(count))
    for codec in ("zstd", "gzip"):
        write(
            f"{name}-{codec}.env.yaml",
            f"envc: 1\nname: bench-{codec}\narch: [amd64]\ntrees:\n  bench: {{ directory: tree }}\nprofile: \"bench:default\"\n"
            f"binhosts:\n  local: binhost\npackages:\n{atoms}outputs:\n  oci: {{ compression: {codec}, entrypoint: [/bin/sh] }}\n",
        )
print(f"{sum(sizes) / 1e6:.0f} MB in {sum(map(len, groups))} files of {count} packages")
