EAPI=8
DESCRIPTION="git"
SLOT="0"
IUSE="nls python_targets_python3_11 python_targets_python3_12"
KEYWORDS="amd64 ~arm64"
LICENSE="GPL-2"
RDEPEND="dev-libs/openssl:="
