#!/bin/bash
# Makes the kiosk's packages, its image, and starts it: examples/device-kiosk/boot.sh. README.md says what it needs.
set -euo pipefail
cd "$(dirname "$0")/../.."
examples/device-common/make-packages.sh arm64
[[ -e build/kiosk-arm64.img ]] || ./envc compile examples/device-kiosk/kiosk.env.yaml --backend disk
exec ./envc boot --keep build/kiosk-arm64.img
