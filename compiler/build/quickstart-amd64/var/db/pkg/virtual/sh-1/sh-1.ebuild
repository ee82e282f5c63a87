# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

DESCRIPTION="Virtual for /bin/sh"

SLOT="0"
KEYWORDS="amd64 arm64"

RDEPEND="app-shells/tsh"
