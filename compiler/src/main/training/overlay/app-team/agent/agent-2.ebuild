EAPI=8
inherit team
DESCRIPTION="For training"
HOMEPAGE="https://example.org"
LICENSE="Apache-2.0"
KEYWORDS="amd64"
SLOT="0"
IUSE="+net tls"
REQUIRED_USE="|| ( net tls )"
RDEPEND="${RDEPEND} net? ( dev-team/link:= ) tls? ( || ( ( dev-team/link:1 dev-team/codec ) dev-team/codec[-fast] ) )"
RDEPEND="${RDEPEND} || ( dev-team/codec:2 dev-team/codec:0 )"
IDEPEND="virtual/sh"
RDEPEND="${RDEPEND} sys-libs/given virtual/link"
