# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

DESCRIPTION="Says which slot of the device is running"
HOMEPAGE="https://example.org/"
S="${WORKDIR}"

LICENSE="Apache-2.0"
SLOT="0"
KEYWORDS="amd64 arm arm64 riscv"

RDEPEND="sys-apps/device-init"

src_install() {
	install -D -m 0755 "${FILESDIR}/kiosk" "${ED}/etc/device.d/50-kiosk" || die
}
