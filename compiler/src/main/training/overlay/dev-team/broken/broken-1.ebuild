EAPI=9
DESCRIPTION="Needs a bash that few machines have, and sets no slot"
