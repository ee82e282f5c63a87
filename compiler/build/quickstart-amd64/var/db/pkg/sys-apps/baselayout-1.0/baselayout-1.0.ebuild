# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

DESCRIPTION="Directories and basic files of a small system"
HOMEPAGE="https://example.org/"
S="${WORKDIR}"

LICENSE="Apache-2.0"
SLOT="0"
KEYWORDS="amd64 arm64"

src_install() {
	keepdir /bin /sbin /usr/bin /usr/sbin /usr/local/bin /home /mnt /opt
	keepdir /dev /proc /sys /run
	diropts -m0700
	keepdir /root
	diropts -m1777
	keepdir /tmp /var/tmp
	diropts -m0755
	keepdir /var/log /var/lib /var/cache

	insinto /etc
	doins "${FILESDIR}"/{fstab,group,hosts,passwd,profile,shells}
	insopts -m0600
	doins "${FILESDIR}"/shadow
	insopts -m0644
	newins - os-release <<-EOF
		NAME="envc demo"
		ID=envc-demo
		ID_LIKE=gentoo
		PRETTY_NAME="envc demo ${PV}"
		VERSION_ID=${PV}
	EOF
	dosym ../proc/self/mounts /etc/mtab
	newenvd - 00basic <<-EOF
		PATH="/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
		CONFIG_PROTECT_MASK="/etc/env.d"
	EOF
}
