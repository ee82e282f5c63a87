EAPI=8
inherit team
DESCRIPTION="For training"
HOMEPAGE="https://example.org"
LICENSE="Apache-2.0"
KEYWORDS="amd64"
SLOT="1"
IUSE="tls"
LICENSE="|| ( EULA-1 MIT )"
DEPEND="dev-team/tool:0"
