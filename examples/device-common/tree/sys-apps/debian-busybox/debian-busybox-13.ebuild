# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

DESCRIPTION="Debian's busybox-static: a shell and the programs around it in one"
HOMEPAGE="https://packages.debian.org/busybox-static"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="riscv"
RESTRICT="strip"

src_install() {
	local applet busybox=${WORKDIR}/busybox-static/bin/busybox
	[[ -e ${busybox} ]] || busybox=${WORKDIR}/busybox-static/usr/bin/busybox
	install -D -m 0755 "${busybox}" "${ED}/bin/busybox" || die
	for applet in ash basename cat chmod chroot clear cp cut date dd df dirname dmesg du echo env false grep \
		head hexdump hostname id ip kill less ln ls mkdir mktemp mount mv ping pivot_root printf ps pwd readlink rm \
		rmdir sed setsid sh sleep sort stat stty sync tail test touch tr true tty umount uname uptime vi wc; do
		ln -s busybox "${ED}/bin/${applet}" || die
	done
	install -d "${ED}/sbin" || die
	for applet in blkid fdisk findfs ifconfig insmod lsmod poweroff reboot route switch_root udhcpc; do
		ln -s ../bin/busybox "${ED}/sbin/${applet}" || die
	done
}
