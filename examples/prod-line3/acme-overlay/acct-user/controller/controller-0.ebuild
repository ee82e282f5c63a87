# Copyright 2026 ACME
# Distributed under the terms of the Apache License, Version 2.0

EAPI=8

inherit acct-user

DESCRIPTION="The user that the line controller runs as"
ACCT_USER_ID=812
ACCT_USER_GROUPS=( controller )

acct-user_add_deps
