# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

# @ECLASS: debian-kernel.eclass
# @BLURB: installs a kernel of Debian's with an initramfs of the few modules that find a root

# Debian's kernels have the drivers of disks and file systems as modules. The initramfs loads them and mounts what
# root= names. Modules that are built in, or that an architecture lacks, are left out.
inherit debian-files

DEVICE_MODULES="
	virtio_pci virtio_mmio virtio_blk
	clk-raspberrypi gpio-raspberrypi-exp fixed gpio-regulator bcm2835 sdhci-iproc mmc_block
	crc32c_generic ext4 erofs squashfs overlay vfat nls_cp437 nls_ascii
	dm_verity loop"

# Prints a module's file below lib/modules, after those it depends on.
debian-kernel_module() {
	local file wanted
	file=$(find "${modules}" -name "${1//[-_]/[-_]}.ko*" | LC_ALL=C sort | sed -n 1p)
	[[ -n ${file} && " ${loaded[*]} " != *" ${file} "* ]] || return 0
	for wanted in $(debian-kernel_text "${file}" | tr '\0' '\n' | sed -n 's/^depends=//p' | tr ',' ' '); do
		debian-kernel_module "${wanted}"
	done
	loaded+=( "${file}" )
}

debian-kernel_text() {
	case $1 in
		*.xz) xz -dc "$1" ;;
		*) cat "$1" ;;
	esac
}

debian-kernel_src_install() {
	local busybox kernel release modules loaded=() module number=0 tree=${T}/initramfs
	kernel=$(echo "${WORKDIR}"/linux-image/boot/vmlinu[xz]-*)
	release=${kernel##*/vmlinu[xz]-}
	modules=${WORKDIR}/linux-image/lib/modules/${release}
	[[ -d ${modules} ]] || modules=${WORKDIR}/linux-image/usr/lib/modules/${release}
	install -D -m 0644 "${kernel}" "${ED}/boot/vmlinuz-${release}" || die

	install -d "${tree}"/{bin,modules} || die
	busybox=${WORKDIR}/busybox-static/bin/busybox
	[[ -e ${busybox} ]] || busybox=${WORKDIR}/busybox-static/usr/bin/busybox
	install -m 0755 "${busybox}" "${tree}/bin/busybox" || die
	install -m 0755 "${FILESDIR}/initramfs" "${tree}/init" || die
	for module in ${DEVICE_MODULES}; do
		debian-kernel_module "${module}"
	done
	for module in "${loaded[@]}"; do
		debian-kernel_text "${module}" > "${tree}/modules/$(printf %02d ${number})-$(basename "${module}" .xz)" || die
		number=$((number + 1))
	done
	if [[ -d ${WORKDIR}/dmsetup ]]; then
		debian-files_program "${tree}" sbin/dmsetup
		debian-files_libraries "${tree}"
	fi
	find "${tree}" -exec touch -h -d @0 {} + || die
	( cd "${tree}" && find . | LC_ALL=C sort | cpio --quiet --reproducible --owner=0:0 -o -H newc ) \
		> "${ED}/boot/initramfs-${release}.img" || die
}

EXPORT_FUNCTIONS src_install
