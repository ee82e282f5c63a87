# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

inherit debian-files

DESCRIPTION="Debian's sfdisk, partx and resize2fs: what grows a partition and its file system"
HOMEPAGE="https://packages.debian.org/fdisk https://packages.debian.org/e2fsprogs"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="arm64"
RESTRICT="strip"

RDEPEND="sys-apps/debian-busybox"

src_install() {
	local program
	for program in sbin/sfdisk usr/bin/partx sbin/resize2fs; do
		debian-files_program "${ED}" "${program}"
	done
	debian-files_libraries "${ED}"
}
