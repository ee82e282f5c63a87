# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

DESCRIPTION="Debian's package of the Raspberry Pi's firmware, up to the Pi 4"
HOMEPAGE="https://packages.debian.org/raspi-firmware"
S="${WORKDIR}"

LICENSE="Broadcom"
SLOT="0"
KEYWORDS="arm64"
RESTRICT="strip"

src_install() {
	local f
	install -d "${ED}/boot" || die
	for f in bootcode.bin start.elf fixup.dat start4.elf fixup4.dat; do
		install -m 0644 "${WORKDIR}/raspi-firmware/usr/lib/raspi-firmware/${f}" "${ED}/boot/" || die
	done
}
