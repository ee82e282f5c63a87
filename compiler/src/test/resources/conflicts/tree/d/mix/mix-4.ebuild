EAPI=8
DESCRIPTION="A package"
HOMEPAGE="https://example.com/"
SLOT="0"
LICENSE="eula"
KEYWORDS="~amd64"
