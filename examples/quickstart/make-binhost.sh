#!/bin/bash
# Builds the binary packages in binhost/ and the metadata cache of tree/ with real Portage.
#
#   make-binhost.sh PORTAGE      PORTAGE: a checkout of https://github.com/gentoo/portage
#
# Needs root, gcc, gcc-aarch64-linux-gnu, zstd, setcap. Works in its own mount namespace, with paths below
# /mnt, so that no path of this machine gets into a package. Portage stamps the time of the build into
# its packages: every run makes other bytes. What it made is committed, and the lock names it by digest.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
portage=$(cd "$1" && pwd)

if [ "${2:-}" != inside ]; then
	exec unshare -m -- env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
		LC_ALL=C.UTF-8 TERM=dumb bash "$here/make-binhost.sh" "$portage" inside
fi

mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir -p /mnt/{tools,tmp,tree,distfiles,packages,portage}
mount --bind "$here/tree" /mnt/tree
# Portage looks at the building machine too: at a copy of its /etc, and an empty package database.
cp -a /etc /mnt/etc
mount --bind /mnt/etc /etc
mkdir -p /mnt/var /var/db /var/lib/portage /var/cache/edb
for directory in /var/db /var/lib/portage /var/cache/edb; do mount -t tmpfs tmpfs "$directory"; done
grep -q '^portage:' /etc/passwd || echo 'portage:x:250:250:portage:/var/tmp/portage:/bin/false' >> /etc/passwd
grep -q '^portage:' /etc/group || echo 'portage:x:250:portage' >> /etc/group
cp -r "$portage"/{.portage_not_installed,bin,lib,cnf} /mnt/portage/
: > /mnt/portage/cnf/repos.conf
ln -s "$(command -v tar)" /mnt/tools/gtar
export PATH=/mnt/tools:$PATH
umask 022

PORTAGE_REPOSITORIES=$(printf '[DEFAULT]\nmain-repo = demo\n[demo]\nlocation = /mnt/tree\nauto-sync = no\n')
export PORTAGE_REPOSITORIES

configure() { # ARCH STRIP
	config=/mnt/config-$1
	mkdir -p "$config/etc/portage" "$config/root" "/mnt/packages/$1"
	ln -sfn "/mnt/tree/profiles/default/linux/$1" "$config/etc/portage/make.profile"
	cat > "$config/etc/portage/make.conf" <<-EOF
		PORTAGE_TMPDIR="/mnt/tmp"
		DISTDIR="/mnt/distfiles"
		PKGDIR="/mnt/packages/$1"
		PORTAGE_USERNAME="root"
		PORTAGE_GRPNAME="root"
		STRIP="$2"
		BINPKG_COMPRESS="zstd"
		FEATURES="buildpkg binpkg-multi-instance -userpriv -usersandbox -sandbox -network-sandbox -ipc-sandbox -pid-sandbox -news -userfetch -usersync -merge-sync xattr"
	EOF
	rm -rf /etc/portage
	cp -a "$config/etc/portage" /etc/portage
	export PORTAGE_CONFIGROOT=$config ROOT=$config/root SYSROOT=$config/root
}
emerge() {
	python3 /mnt/portage/bin/emerge --quiet --color=n --nospinner --oneshot --autounmask=n "$@"
}

configure amd64 strip
ROOT=/ SYSROOT=/ python3 /mnt/portage/bin/egencache \
	--repositories-configuration="$PORTAGE_REPOSITORIES" --jobs=1 --update --repo demo

for arch in amd64:strip arm64:aarch64-linux-gnu-strip; do
	configure "${arch%%:*}" "${arch#*:}"
	emerge sys-apps/baselayout virtual/sh
	# The lean one first: the complete one is then the newest build.
	USE="-tiny_applets_mount" emerge sys-apps/tinyutils
	TINY_APPLETS="mount power" emerge sys-apps/tinyutils
	emerge sys-apps/tinyutils
	emerge app-misc/greeter:1 app-misc/greeter:2
	BINPKG_FORMAT=xpak BINPKG_COMPRESS=bzip2 emerge net-misc/tinyping
	ACCEPT_KEYWORDS="~${arch%%:*}" emerge =app-shells/tsh-1.1
	# Built against the other format: fits only an environment that has it.
	ACCEPT_KEYWORDS="~${arch%%:*}" emerge =dev-libs/tinywords-2.0
	emerge --usepkg=n app-misc/greeter:2
	python3 /mnt/portage/bin/emaint binhost --fix >/dev/null
	rm -rf "$here/binhost/${arch%%:*}"
	mkdir -p "$here/binhost"
	cp -r "/mnt/packages/${arch%%:*}" "$here/binhost/"
done
find "$here/binhost" -name '*.lock' -delete -o -name '.*' -type f -delete
