#!/usr/bin/env python3
"""Writes a manifest of many lines, or of ten, with names, versions and flags that real trees have.

manifest.py FORM LINES PROFILE REPOSITORY=DIRECTORY… -- ATOM…
  FORM is yaml or envc; LINES is 10 or more. Each DIRECTORY is a git work tree with metadata/md5-cache, its HEAD is used.
  The packages are the atoms; the other lines are rules that change nothing that is chosen: USE flags as their ebuilds have
  them, keywords of versions, masks of live ebuilds, files, parameters, reasons and comments.
"""
import os
import subprocess
import sys

form, count, profile = sys.argv[1], int(sys.argv[2]), sys.argv[3]
cut = sys.argv.index("--")
repositories = [r.split("=", 1) for r in sys.argv[4:cut]]
atoms = sys.argv[cut + 1 :]
yaml = form == "yaml"


def head():
    """What a manifest must have: the trees, the profile, the packages."""
    trees, holder = [], ""
    for name, directory in repositories:
        directory = os.path.realpath(directory)
        commit = subprocess.run(["git", "-C", directory, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
        trees.append(
            f'  {name}: {{ git: "{directory}", commit: {commit} }}' if yaml else f'  tree {name} from "{directory}" at {commit}'
        )
        if os.path.isdir(f"{directory}/profiles/{profile}"):
            holder = name
    if yaml:
        names = ", ".join(f'"{a}"' for a in atoms)
        return ["envc: 1", "name: bench", "arch: amd64", "trees:", *trees, f'profile: "{holder}:{profile}"', f"packages: [{names}]"]
    return ["envc 1", "environment bench {", "  arch amd64", *trees, f"  profile {holder}:{profile}", f"  packages {{ {' '.join(atoms)} }}"]


def ebuilds():
    """The newest few versions of each package with a flag, as (name, version, flag as it is)."""
    seen = {}
    for _, directory in repositories:
        cache = f"{directory}/metadata/md5-cache"
        for category in sorted(os.listdir(cache)):
            if not os.path.isdir(f"{cache}/{category}"):
                continue
            for entry in sorted(os.listdir(f"{cache}/{category}")):
                with open(f"{cache}/{category}/{entry}", encoding="utf-8") as lines:
                    keys = dict(line.rstrip("\n").split("=", 1) for line in lines if "=" in line)
                parts = entry.split("-")
                end = -2 if parts[-1].startswith("r") and parts[-1][1:].isdigit() else -1
                flags = [f for f in keys.get("IUSE", "").split() if "_" not in f]
                if flags:
                    flag = flags[-1]
                    state = flag[1:] if flag[0] == "+" else "-" + flag.lstrip("-")
                    seen[f"{category}/{'-'.join(parts[:end])}"] = ("-".join(parts[end:]), state)
    return [(name, version, flag) for name, (version, flag) in sorted(seen.items())]


def spread(items, n):
    """n of them, from all categories."""
    return [items[i * len(items) // n] for i in range(n)]


def rules(lines):
    """Lines of every kind that a production manifest has, two fifths of them rules of packages."""
    found = ebuilds()
    uses = spread(found, lines * 2 // 5)
    live = [e for e in found if e[1].startswith("9999")]
    masks = spread(live, min(len(live), lines // 10))
    keywords = spread([e for e in found if e not in live], lines // 10)
    files = range(lines // 20)
    out = []
    if yaml:
        out += ["params:", "  line: { type: int, default: 3, min: 1, max: 40 }", "  debug: { type: bool, default: false }"]
        out += ["# What the packages of this line are built with.", "package-use:"]
        out += [f"  {n}: [{f}]" for n, _, f in uses]
        out += ["package-keywords:"] + [f'  "={n}-{v}": [~amd64]' for n, v, _ in keywords]
        out += ["mask:"]
        for n, v, _ in masks:
            out += [f'  - atom: "={n}-{v}"', f"    because: not reviewed for line ${{{{ line }}}}, see {n}"]
        out += ["files:"]
        for i in files:
            out += [f"  /etc/line/{i}.conf:", f'    text: "line = ${{{{ line }}}}\\nunit = {i}\\n"', '    mode: "0640"']
        out += ["when:", "  - { if: debug, hostname: debug }"]
    else:
        out += ["  param line: int = 3 { min 1 max 40 }", "  param debug: bool = false"]
        out += ["  # What the packages of this line are built with.", "  package-use {"]
        out += [f"    {n} [{f}]" for n, _, f in uses] + ["  }"]
        out += ["  package-keywords {"] + [f"    ={n}-{v} [~amd64]" for n, v, _ in keywords] + ["  }"]
        out += ["  mask {"]
        for n, v, _ in masks:
            out += [f"    ={n}-{v}", f'      because "not reviewed for line ${{{{ line }}}}, see {n}"']
        out += ["  }"]
        for i in files:
            out += [f"  file /etc/line/{i}.conf {{", f'    text "line = ${{{{ line }}}}\\nunit = {i}\\n"', '    mode "0640"', "  }"]
        out += ["  if debug { hostname debug }"]
    return out


text = head()
end = [] if yaml else ["}"]
body = rules(count) if count > 10 else []
room = count - len(text) - len(end)
body += [f"{'' if yaml else '  '}# Line {len(text) + i + 1}." for i in range(len(body), room)]
print("\n".join(text + body[:room] + end))
