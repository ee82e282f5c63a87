# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

DESCRIPTION="Debian's sfdisk, partx and resize2fs: what grows a partition and its file system"
HOMEPAGE="https://packages.debian.org/fdisk https://packages.debian.org/e2fsprogs"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="arm64"
RESTRICT="strip"

RDEPEND="sys-apps/debian-busybox"

src_install() {
	local file program
	for program in sbin/sfdisk usr/bin/partx sbin/resize2fs; do
		file=$(echo "${WORKDIR}"/*/"${program}")
		install -D -m 0755 "${file}" "${ED}/${program}" || die
	done
	install -d "${ED}/lib" || die
	for file in "${WORKDIR}"/*/lib/ld-linux-*.so.1 "${WORKDIR}"/*/{,usr/}lib/*-linux-gnu/*.so.*; do
		[[ ! -f ${file} ]] || install -m 0755 "${file}" "${ED}/lib/${file##*/}" || die
	done
}
