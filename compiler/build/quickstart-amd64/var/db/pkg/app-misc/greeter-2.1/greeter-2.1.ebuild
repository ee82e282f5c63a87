# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

inherit tiny

DESCRIPTION="Says hello in the words of dev-libs/tinywords"
HOMEPAGE="https://example.org/"

LICENSE="Apache-2.0"
SLOT="2"
KEYWORDS="amd64 arm64"
IUSE="bell +loud"

DEPEND="dev-libs/tinywords:="
RDEPEND="${DEPEND}
	virtual/sh
"

src_compile() {
	local format
	read -r _ format < "${ESYSROOT}"/usr/share/tinywords/words || die
	tiny_build greeter greeter.c -DWORDS_FORMAT="\"${format}\"" $(usex loud -DLOUD '') $(usex bell -DBELL '')
}

src_install() {
	newbin greeter greeter-${SLOT}
	newbin - greet-${SLOT} <<-EOF
		#!/bin/sh
		greeter-${SLOT} "\$@" || exit 1
	EOF
}
