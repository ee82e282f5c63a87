#!/bin/sh
# with-udev.sh COMMAND...: runs it where systemd's programs find that udev is there (they wait for loop devices with it): something listens on
# its socket. Call it by `unshare -m`. Mounts are shared in this namespace, as on a booted machine, and /run is a mount.
mount --make-rshared / && mount --bind /run /run && mount --make-shared /run || exit 1
mkdir -p /run/udev && mount -t tmpfs tmpfs /run/udev || exit 1
python3 -c "
import os, socket
s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
s.bind('/run/udev/new')
s.listen(16)
os.rename('/run/udev/new', '/run/udev/control')
s.settimeout(110)
while True:
    s.accept()[0].close()
" 2>/dev/null &
listener=$!
tries=0
while [ ! -S /run/udev/control ] && [ $tries -lt 600 ]; do sleep 0.1; tries=$((tries + 1)); done
"$@"
code=$?
kill $listener
exit $code
