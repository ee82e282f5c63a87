#!/usr/bin/env python3
"""Runs real Portage's env-update on a copy of each case of env-update, and writes what it makes into the case.

    env-update-with-portage.py PORTAGE CASES     PORTAGE: a checkout of gentoo/portage
"""
import os, shutil, sys, tempfile

sys.path.insert(0, os.path.join(sys.argv[1], "lib"))
import portage.util.env_update

MADE = ("etc/profile.env", "etc/csh.env", "etc/environment.d/10-gentoo-env.conf", "etc/ld.so.conf")
for case in sorted(os.listdir(sys.argv[2])):
    case = os.path.join(sys.argv[2], case)
    with tempfile.TemporaryDirectory() as work:
        root = os.path.join(work, "root")
        shutil.copytree(os.path.join(case, "in"), root)
        portage.util.env_update._env_update(0, root + "/", {}, None, {}, lambda *a, **k: None)
        shutil.rmtree(os.path.join(case, "portage"), ignore_errors=True)
        for path in MADE:
            if os.path.exists(os.path.join(root, path)):
                os.makedirs(os.path.dirname(os.path.join(case, "portage", path)), exist_ok=True)
                shutil.copyfile(os.path.join(root, path), os.path.join(case, "portage", path))
