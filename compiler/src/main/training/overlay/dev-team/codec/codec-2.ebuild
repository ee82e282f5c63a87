EAPI=8
inherit team
DESCRIPTION="For training"
HOMEPAGE="https://example.org"
LICENSE="Apache-2.0"
KEYWORDS="~amd64"
SLOT="2/2.0"
IUSE="fast abi_x86_32 abi_x86_64"
RDEPEND="dev-libs/tinywords:="
RESTRICT="!fast? ( test )"
PROPERTIES="live"
