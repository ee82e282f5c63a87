# Copyright 2026 ACME
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

DESCRIPTION="Controls the units of a production line"
HOMEPAGE="https://acme.example/controller"
SRC_URI="https://packages.acme.example/src/${P}.tar.xz"

LICENSE="Apache-2.0"
SLOT="0"
KEYWORDS="~amd64 ~arm64"
IUSE="+modbus tls"
REQUIRED_USE="tls? ( modbus )"

RDEPEND="
	acct-user/controller
	sys-libs/zlib:=
	tls? ( dev-libs/openssl:= )
"
DEPEND="${RDEPEND}"
