# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

DESCRIPTION="Debian's build of systemd-boot and of the stub of unified kernel images"
HOMEPAGE="https://packages.debian.org/systemd-boot-efi"
S="${WORKDIR}"

LICENSE="LGPL-2.1+"
SLOT="0"
KEYWORDS="amd64 arm64"
RESTRICT="strip"

src_install() {
	install -d "${ED}/usr/lib/systemd/boot/efi" || die
	install -m 0644 "${WORKDIR}"/systemd-boot-efi/usr/lib/systemd/boot/efi/* "${ED}/usr/lib/systemd/boot/efi/" || die
}
