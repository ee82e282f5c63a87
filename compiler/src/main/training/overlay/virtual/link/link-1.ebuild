EAPI=8
DESCRIPTION="For training"
KEYWORDS="amd64"
SLOT="1"
RDEPEND="|| ( dev-team/link:1 sys-libs/given dev-team/codec )"
