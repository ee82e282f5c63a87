# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

# @ECLASS: tiny.eclass
# @MAINTAINER:
# The envc authors
# @SUPPORTED_EAPIS: 8
# @BLURB: Static programs without a C library, for amd64 and arm64.

case ${EAPI} in
	8) ;;
	*) die "${ECLASS}: EAPI ${EAPI} is not supported" ;;
esac

if [[ -z ${_TINY_ECLASS} ]]; then
_TINY_ECLASS=1

inherit toolchain-tiny

# @FUNCTION: tiny_build
# @USAGE: <program> <source> [compiler options]
# @DESCRIPTION:
# Compiles one source file to a static program that needs nothing but the kernel.
tiny_build() {
	local program=${1} source=${2}
	shift 2
	set -- "$(toolchain-tiny_cc)" -std=gnu11 -Wall -Wextra -Werror -Os -ffreestanding -fno-builtin \
		-fno-stack-protector -fno-asynchronous-unwind-tables -fno-tree-loop-distribute-patterns -fno-pic -no-pie -nostdlib -static \
		-Wl,--build-id=none -Wl,-z,noexecstack -I"${WORKDIR}" "${@}" -o "${program}" "${source}"
	echo "${@}"
	"${@}" || die "cannot compile ${source}"
}

tiny_src_unpack() {
	mkdir -p "${S}" || die
	cp "${FILESDIR}"/*.c "${S}"/ || die
	toolchain-tiny_header > "${WORKDIR}"/tiny.h || die
}

EXPORT_FUNCTIONS src_unpack

fi
