# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

DESCRIPTION="The first process of a small device: says what it is, starts /etc/device.d"
HOMEPAGE="https://example.org/"
S="${WORKDIR}"

LICENSE="Apache-2.0"
SLOT="0"
KEYWORDS="amd64 arm arm64 riscv"

RDEPEND="sys-apps/debian-busybox"

src_install() {
	install -D -m 0755 "${FILESDIR}/init" "${ED}/sbin/init" || die
	install -d "${ED}/etc/device.d" || die
}
