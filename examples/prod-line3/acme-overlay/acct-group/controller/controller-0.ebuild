# Copyright 2026 ACME
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

inherit acct-group

ACCT_GROUP_ID=812
