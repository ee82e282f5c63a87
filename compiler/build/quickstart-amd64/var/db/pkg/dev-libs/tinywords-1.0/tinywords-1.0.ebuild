# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

DESCRIPTION="Words for programs that greet; the subslot is the format of the file"
HOMEPAGE="https://example.org/"
S="${WORKDIR}"

LICENSE="Apache-2.0"
SLOT="0/1"
KEYWORDS="amd64 arm64"

src_install() {
	insinto /usr/share/tinywords
	newins "${FILESDIR}"/words-1 words
}
