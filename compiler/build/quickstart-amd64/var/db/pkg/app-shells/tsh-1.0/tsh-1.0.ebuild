# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

inherit tiny

DESCRIPTION="A small shell that needs nothing but the kernel"
HOMEPAGE="https://example.org/"

LICENSE="Apache-2.0"
SLOT="0"
KEYWORDS="amd64 arm64"

src_compile() {
	tiny_build tsh tsh.c
}

src_install() {
	into /
	dobin tsh
	dosym tsh /bin/sh
}
