# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

inherit tiny

DESCRIPTION="The few programs that a shell needs around it, in one"
HOMEPAGE="https://example.org/"

LICENSE="Apache-2.0"
SLOT="0"
KEYWORDS="amd64 arm64"
IUSE="+tiny_applets_mount tiny_applets_power"
REQUIRED_USE="tiny_applets_power? ( tiny_applets_mount )"

src_compile() {
	local options=()
	use tiny_applets_mount && options+=( -DWITH_MOUNT )
	use tiny_applets_power && options+=( -DWITH_POWER )
	tiny_build tinyutils tinyutils.c "${options[@]}"
}

src_install() {
	into /
	dobin tinyutils
	local applet
	for applet in cat chmod chown cp env false head hostname id ln ls mkdir mv readlink \
		rm rmdir sleep sync touch true uname wc; do
		dosym tinyutils /bin/${applet}
	done
	if use tiny_applets_mount; then
		dosym tinyutils /bin/mount
		dosym tinyutils /bin/umount
	fi
	if use tiny_applets_power; then
		for applet in init poweroff reboot; do
			dosym ../bin/tinyutils /sbin/${applet}
		done
	fi
}
