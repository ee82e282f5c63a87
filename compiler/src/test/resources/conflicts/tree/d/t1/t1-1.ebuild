EAPI=8
DESCRIPTION="A package"
HOMEPAGE="https://example.com/"
SLOT="0"
LICENSE="MIT"
KEYWORDS="amd64"
RDEPEND="|| ( =c/lib-1 =d/slotted-1 )"
