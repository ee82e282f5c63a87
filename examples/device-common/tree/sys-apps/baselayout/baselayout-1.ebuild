# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

DESCRIPTION="Directories and accounts of a small device"
HOMEPAGE="https://example.org/"
S="${WORKDIR}"

LICENSE="Apache-2.0"
SLOT="0"
KEYWORDS="amd64 arm arm64 riscv"

src_install() {
	local d
	for d in bin boot data dev efi etc proc run sbin srv sys usr/{bin,sbin,lib} var/{cache,lib,log}; do
		install -d -m 0755 "${ED}/${d}" || die
	done
	install -d -m 0700 "${ED}/root" || die
	install -d -m 1777 "${ED}"/{tmp,var/tmp} || die
	echo "root:x:0:0:root:/root:/bin/sh" > "${ED}/etc/passwd" || die
	echo "root:x:0:root" > "${ED}/etc/group" || die
	echo "127.0.0.1 localhost" > "${ED}/etc/hosts" || die
	echo 'PATH=/usr/sbin:/usr/bin:/sbin:/bin' > "${ED}/etc/profile" || die
	ln -s ../proc/self/mounts "${ED}/etc/mtab" || die
}
