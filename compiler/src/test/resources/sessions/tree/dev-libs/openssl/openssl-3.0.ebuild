EAPI=8
DESCRIPTION="openssl"
SLOT="0/3"
IUSE="ssl static-libs"
KEYWORDS="amd64 arm64"
LICENSE="MIT"
RDEPEND=""
