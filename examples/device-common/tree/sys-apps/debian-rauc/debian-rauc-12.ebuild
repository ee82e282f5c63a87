# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

inherit debian-files

DESCRIPTION="Debian's RAUC with the bus it needs, and a program that installs an update with it"
HOMEPAGE="https://packages.debian.org/rauc"
S="${WORKDIR}"

LICENSE="LGPL-2.1+"
SLOT="0"
KEYWORDS="arm64"
RESTRICT="strip"

RDEPEND="sys-apps/debian-busybox"

src_install() {
	debian-files_program "${ED}" usr/bin/rauc
	debian-files_program "${ED}" usr/bin/dbus-daemon
	# busybox has a blkid too, which knows no ids of partitions.
	install -D -m 0755 "${WORKDIR}"/util-linux/sbin/blkid "${ED}/usr/lib/debian/blkid" || die
	debian-files_libraries "${ED}"
	install -D -m 0755 "${FILESDIR}/install-update" "${ED}/usr/sbin/install-update" || die
	install -D -m 0644 "${FILESDIR}/bus.conf" "${ED}/usr/lib/debian/bus.conf" || die
}
