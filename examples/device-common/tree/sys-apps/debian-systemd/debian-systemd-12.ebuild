# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

inherit debian-files

DESCRIPTION="Debian's systemd as the first process, with udev and what grows partitions"
HOMEPAGE="https://packages.debian.org/systemd"
S="${WORKDIR}"

LICENSE="LGPL-2.1+"
SLOT="0"
KEYWORDS="arm64"
RESTRICT="strip"

RDEPEND="sys-apps/debian-busybox"

src_install() {
	local folder program
	for folder in lib/systemd lib/udev usr/lib/tmpfiles.d; do
		install -d "${ED}/${folder}" || die
		for program in systemd udev; do
			[[ ! -d ${WORKDIR}/${program}/${folder} ]] ||
				cp -a --no-preserve=ownership "${WORKDIR}/${program}/${folder}/." "${ED}/${folder}" || die
		done
	done
	for program in bin/{journalctl,systemctl,systemd-machine-id-setup,systemd-repart,systemd-tmpfiles,udevadm}; do
		debian-files_program "${ED}" "${program}"
	done
	debian-files_libraries "${ED}"
	# Its private libraries, at the place where its programs look for them.
	for folder in "${WORKDIR}"/{systemd,libsystemd-shared}/usr/lib/*/systemd; do
		[[ ! -d ${folder} ]] || program=${folder#"${WORKDIR}"/*/usr/}
		[[ ! -d ${folder} ]] || install -D -t "${ED}/usr/${program}" "${folder}"/*.so || die
	done
}
