# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

inherit debian-kernel

DESCRIPTION="Debian's kernel"
HOMEPAGE="https://packages.debian.org/linux-image-riscv64"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="riscv"
RESTRICT="strip"

