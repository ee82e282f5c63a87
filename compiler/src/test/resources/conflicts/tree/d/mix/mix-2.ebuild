EAPI=8
DESCRIPTION="A package"
HOMEPAGE="https://example.com/"
SLOT="0"
LICENSE="MIT"
KEYWORDS="~amd64"
