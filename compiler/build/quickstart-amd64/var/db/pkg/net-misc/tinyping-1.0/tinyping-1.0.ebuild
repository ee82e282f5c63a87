# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

inherit tiny

DESCRIPTION="Sends one echo request"
HOMEPAGE="https://example.org/"

LICENSE="Apache-2.0"
SLOT="0"
KEYWORDS="amd64 arm64"
IUSE="+filecaps"

src_compile() {
	tiny_build ping ping.c
}

src_install() {
	into /
	dobin ping
	if use filecaps; then
		setcap cap_net_raw+ep "${ED}"/bin/ping || die
	else
		fperms 4711 /bin/ping
	fi
}
