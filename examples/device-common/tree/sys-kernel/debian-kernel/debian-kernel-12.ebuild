# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

inherit debian-kernel

DESCRIPTION="Debian's kernel"
HOMEPAGE="https://packages.debian.org/linux-image-arm64"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="arm arm64"
RESTRICT="strip"

src_install() {
	debian-kernel_src_install
	local tree
	for tree in "${WORKDIR}"/linux-image/usr/lib/linux-image-*/broadcom/bcm2711-rpi-4-b.dtb; do
		[[ ! -e ${tree} ]] || install -m 0644 "${tree}" "${ED}/boot/" || die
	done
}
