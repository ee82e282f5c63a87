EAPI=8
inherit team
DESCRIPTION="For training"
HOMEPAGE="https://example.org"
LICENSE="Apache-2.0"
KEYWORDS="amd64"
SLOT="0/${PV}"
IUSE="gui +net tls buses_can buses_modbus"
REQUIRED_USE="tls? ( net ) ?? ( gui cli ) || ( buses_can buses_modbus )"
RDEPEND="${RDEPEND}
	|| ( dev-team/codec:0[fast(+)] dev-team/missing >=dev-team/codec-2:2= )
	net? ( dev-team/link:=[tls(-)?] )
	!gui? ( app-team/agent[net=,cli?] )
	!!<app-team/agent-1
	!app-team/rival"
DEPEND="${RDEPEND}"
BDEPEND="dev-team/tool"
PDEPEND="net? ( ~app-team/extra-1 )"
