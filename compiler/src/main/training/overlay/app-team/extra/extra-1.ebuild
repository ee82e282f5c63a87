EAPI=8
inherit team
DESCRIPTION="For training"
HOMEPAGE="https://example.org"
LICENSE="Apache-2.0"
KEYWORDS="~amd64"
SLOT="0"
PDEPEND="app-team/panel"
