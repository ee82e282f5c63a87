#!/bin/bash
# Prepares real Portage for the question that envc answers: what goes into an empty root, where the machine provides what builds.
# Usage: bench/emerge.sh PORTAGE WORK PROFILE REPOSITORY=DIRECTORY…   then WORK/emerge ATOM… resolves
#   PORTAGE is a checkout of Portage. Nothing outside of WORK and the repositories is read as configuration, and nothing is written elsewhere.
#   PROFILE is below profiles/ of one of the repositories, of which the first is the main one.
set -eu
portage=$(cd "$1" && pwd -P) profile=$3
mkdir -p "$2" && work=$(cd "$2" && pwd -P)
shift 3
host=$work/host target=$work/target
mkdir -p "$host"/{etc/portage/profile,var/db/pkg,tmp} "$work"/root/var/cache/edb "$host/var/cache/edb"
conf=$host/etc/portage
printf 'PORTAGE_TMPDIR="%s"\nDISTDIR="%s"\nPKGDIR="%s"\nFEATURES="-news"\n' "$host/tmp" "$host/tmp" "$host/tmp" >"$conf/make.conf"
main=''
for r in "$@"; do
  d=$(cd "${r#*=}" && pwd -P)
  name=$(cat "$d/profiles/repo_name")
  [ -n "$main" ] || { main=$name && printf '[DEFAULT]\nmain-repo = %s\n' "$main" >"$conf/repos.conf"; }
  printf '[%s]\nlocation = %s\nauto-sync = no\n' "$name" "$d" >>"$conf/repos.conf"
  [ ! -e "$d/profiles/$profile" ] || ln -sfn "$d/profiles/$profile" "$conf/make.profile"
done
mkdir -p "$target/etc"
cp -a "$conf" "$target/etc/portage"
# What the machine itself has: everything.
for r in "$@"; do (cd "${r#*=}/metadata/md5-cache" && find . -mindepth 2 -type f -printf '%P\n'); done | grep -v Manifest | sort >"$conf/profile/package.provided"
cat >"$work/emerge" <<END
#!/bin/sh
export PORTAGE_REPOSITORIES="\$(cat $conf/repos.conf)"
export PORTAGE_USERNAME=root PORTAGE_GRPNAME=root PORTAGE_OVERRIDE_EPREFIX=$host PORTAGE_CONFIGROOT=$target ROOT=$work/root PYTHONPATH=$portage/lib
exec ${PYTHON:-python3} $portage/bin/emerge --pretend --quiet --color=n --nospinner --ignore-default-opts --autounmask=n "\$@"
END
chmod +x "$work/emerge"
