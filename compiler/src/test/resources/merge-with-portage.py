#!/usr/bin/env python3
"""Merges the packages of a case with real Portage, and prints the root as MergeCase does.

    merge-with-portage.py PORTAGE CASE WORK     PORTAGE: a checkout of gentoo/portage; WORK: an empty directory

Needs root; works in a mount namespace of its own. Each package becomes an ebuild whose src_install makes its files;
Portage builds a binary package of it and merges that into an empty root.
"""
import hashlib, os, shlex, stat, subprocess, sys

portage, case, work = map(os.path.realpath, sys.argv[1:4])
if len(sys.argv) == 4:
    clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
    os.execvpe("unshare", ["unshare", "-m", sys.executable, __file__, portage, case, work, "inside"], clean)


def run(*command, check=True, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)
    if check and done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}")
    return done


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


def install(lines):
    yield "umask 022"
    for line in lines:
        kind, *rest = line
        path = rest[1] if kind in "dfsp" else rest[0]
        q = f'"${{ED}}"/{shlex.quote(path)}'
        if kind == "d":
            yield f"mkdir -p {q}; chmod {rest[0]} {q}"
            continue
        if kind not in "xo":
            yield f"mkdir -p {q}; rmdir {q}"
        if kind == "f":
            text = shlex.quote(rest[2] if len(rest) > 2 else "")
            yield f"printf %s {text} > {q}; chmod {rest[0]} {q}"
        elif kind == "l":
            yield f"ln -s {shlex.quote(rest[1])} {q}"
        elif kind == "h":
            yield f'ln "${{ED}}"/{shlex.quote(rest[1])} {q}'
        elif kind == "x":
            yield f"setfattr -n {rest[1]} -v 0x{rest[2]} {q}"
        elif kind == "p":
            yield f"mkfifo -m {rest[0]} {q}"
        elif kind == "o":
            yield f"chown -h {rest[1]}:{rest[2]} {q}"
        elif kind == "s":
            size, offset, text = rest[2:5]
            yield f"truncate -s {size} {q}; printf %s {text} | dd of={q} bs=1 seek={offset} conv=notrunc status=none; chmod {rest[0]} {q}"


packages, form = [], "gpkg"
for line in open(os.path.join(case, "packages")):
    words = line.rstrip("\n").split(" ")
    if words[0] == "format":
        form = words[1]
    elif words[0] == "=":
        keys = dict(w.split("=", 1) for w in words[2:] if "=" in w)
        packages.append((words[1], "gone" in words, keys, []))
    elif words[0] not in ("#", ""):
        packages[-1][3].append(words)

run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", "/mnt")
for d in ("tools", "tmp", "tree", "distfiles", "packages", "root"):
    os.mkdir("/mnt/" + d)
run("cp", "-a", "/etc", "/mnt/etc")
run("rm", "-rf", "/mnt/etc/portage")
run("mount", "--bind", "/mnt/etc", "/etc")
for d in ("/var/db", "/var/lib/portage", "/var/cache/edb"):
    os.makedirs(d, exist_ok=True)
    run("mount", "-t", "tmpfs", "tmpfs", d)
for file, line in (("passwd", "portage:x:250:250:portage:/var/tmp/portage:/bin/false\n"), ("group", "portage:x:250:portage\n")):
    if not any(l.startswith("portage:") for l in open("/etc/" + file)):
        open("/etc/" + file, "a").write(line)
os.mkdir("/mnt/portage")
for part in (".portage_not_installed", "bin", "lib", "cnf"):
    run("cp", "-r", f"{portage}/{part}", "/mnt/portage/")
write("/mnt/portage/cnf/repos.conf", "")
os.symlink("/usr/bin/tar", "/mnt/tools/gtar")
write("/mnt/tree/profiles/repo_name", "cases\n")
write("/mnt/tree/metadata/layout.conf", "masters =\nthin-manifests = true\n")
write("/mnt/tree/profiles/arch.list", "amd64\n")
write("/mnt/tree/profiles/categories", "".join(sorted({p[0].split("/")[0] + "\n" for p in packages})))
write("/mnt/tree/profiles/p/make.defaults", 'ARCH="amd64"\nACCEPT_KEYWORDS="amd64"\nCONFIG_PROTECT="/etc"\nCONFIG_PROTECT_MASK="/etc/env.d"\n')
for cpv, _, keys, lines in packages:
    name = cpv.rsplit("-", 1)[0]
    body = "\n".join("\t" + l for l in install(lines))
    write(
        f"/mnt/tree/{name}/{cpv.split('/')[1]}.ebuild",
        f'EAPI=8\nDESCRIPTION="a case"\nSLOT="{keys.get("slot", "0")}"\nKEYWORDS="amd64"\nS="${{WORKDIR}}"\n'
        f'RDEPEND="{keys.get("rdepend", "")}"\nsrc_install() {{\n{body}\n}}\n',
    )
write(
    "/etc/portage/make.conf",
    f"""PORTAGE_TMPDIR="/mnt/tmp"
DISTDIR="/mnt/distfiles"
PKGDIR="/mnt/packages"
PORTAGE_USERNAME="root"
PORTAGE_GRPNAME="root"
BINPKG_FORMAT="{form}"
BINPKG_COMPRESS="zstd"
FEATURES="-userpriv -usersandbox -sandbox -network-sandbox -ipc-sandbox -pid-sandbox -news -userfetch -usersync -merge-sync -strict xattr"
""",
)
os.symlink("/mnt/tree/profiles/p", "/etc/portage/make.profile")
env = dict(os.environ, PATH="/mnt/tools:" + os.environ["PATH"], ROOT="/mnt/root", SYSROOT="/mnt/root", PYTHONHASHSEED="0")
env["PORTAGE_REPOSITORIES"] = "[DEFAULT]\nmain-repo = cases\n[cases]\nlocation = /mnt/tree\nauto-sync = no\n"


def emerge(*arguments, check=True):
    command = (sys.executable, "/mnt/portage/bin/emerge", "--color=n", "--nospinner", "--oneshot", "--autounmask=n")
    return run(*command, *arguments, check=check, env=env)


os.umask(0o022)
emerge("--buildpkgonly", "--nodeps", *["=" + p[0] for p in packages])
# One command, in this order; a blocker is between what is there and what comes.
alone = any(p[1] for p in packages)
steps = [["=" + p[0]] for p in packages] if alone else [["--nodeps"] + ["=" + p[0] for p in packages]]
for step in steps:
    merged = emerge("--usepkgonly", *step, check=False)
    with open(os.path.join(work, "log"), "a") as log:
        log.write(merged.stdout)
    if merged.returncode:
        print("refused")
        sys.exit(0)

root = "/mnt/root"
generated = {"dev", "proc", "run", "sys", "tmp", "root", "var"}
etc = {"profile.env", "csh.env", "ld.so.conf", "ld.so.cache", "environment.d", "passwd", "group", "shadow", "gshadow", "env.d", "prelink.conf.d"}


def is_packages(path):
    parts = path.split("/")
    return parts[0] not in generated and path not in ("etc", "usr") and not (parts[0] == "etc" and parts[1] in etc)


paths, links = [], {}
for directory, directories, files in os.walk(root):
    for name in directories + files:
        path = os.path.relpath(os.path.join(directory, name), root)
        if is_packages(path):
            paths.append(path)
for path in sorted(paths, key=lambda p: p.split("/")):
    full = os.path.join(root, path)
    st = os.lstat(full)
    mode = "%04o" % stat.S_IMODE(st.st_mode)
    if stat.S_ISDIR(st.st_mode):
        print("d", mode, path)
    elif stat.S_ISLNK(st.st_mode):
        print("l", path, "->", os.readlink(full))
    elif stat.S_ISFIFO(st.st_mode):
        print("p", mode, path)
    else:
        data = open(full, "rb").read()
        xattrs = "".join(f" {k}={os.getxattr(full, k).hex()}" for k in sorted(os.listxattr(full)))
        owner = "" if st.st_uid == st.st_gid == 0 else f" {st.st_uid}:{st.st_gid}"
        print("f", mode, path, len(data), hashlib.md5(data).hexdigest(), f"x{st.st_nlink}{owner}{xattrs}")
db = os.path.join(root, "var/db/pkg")
for category in sorted(os.listdir(db)):
    for package in sorted(os.listdir(os.path.join(db, category))):
        for line in sorted(open(os.path.join(db, category, package, "CONTENTS"))):
            line = line.rstrip("\n")
            print(f"{category}/{package}: {line if line[:4] in ('dir ', 'fif ') else line.rsplit(' ', 1)[0]}")
for line in sorted(open(os.path.join(root, "var/lib/portage/config"))):
    print("config:", line, end="")
