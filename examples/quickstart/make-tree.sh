#!/bin/bash
# Packs tree/ into tree.bundle: one commit with a fixed author and date, so that the same files always
# give the same commit id. Prints the id; the manifest pins it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_DIR=$work/repository GIT_WORK_TREE=$here/tree GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=envc GIT_AUTHOR_EMAIL=envc@example.org GIT_AUTHOR_DATE='2026-01-05T12:00:00Z'
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
cd "$here/tree"
git -c init.defaultBranch=main init -q
git config core.fileMode false
git config core.autocrlf false
git add -A -f .
git -c commit.gpgSign=false commit -q -m 'The demo tree'
git -c pack.threads=1 bundle create -q "$work/tree.bundle" HEAD main
install -m 644 "$work/tree.bundle" "$here/tree.bundle"
git rev-parse HEAD
