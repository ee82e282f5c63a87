#!/bin/sh
# with-systemd.sh FILE SCRIPT: boots a machine with systemd as process 1, of this machine's /usr, which has FILE in / and
# runs SCRIPT, a line of sh, on its console; then it ends. Call it by `unshare -m --propagation private`.
set -e
host=/mnt/host
mount -t tmpfs tmpfs /mnt
for d in usr etc/systemd/system etc/dbus-1 var root proc sys dev run tmp; do mkdir -p $host/$d; done
for l in bin sbin lib lib64; do [ ! -L /$l ] || ln -s usr/$l $host/$l; done
mount --bind -o ro /usr $host/usr
cp -a /etc/passwd /etc/group /etc/os-release $host/etc/
[ ! -d /etc/dbus-1 ] || cp -a /etc/dbus-1/. $host/etc/dbus-1/
: > $host/etc/machine-id
cp "$1" $host/
cat > $host/etc/systemd/system/try.service <<U
[Unit]
Requires=dbus.socket
After=dbus.socket
SuccessAction=exit-force
FailureAction=exit-force
[Service]
Type=oneshot
StandardOutput=tty
StandardError=inherit
TTYPath=/dev/console
ExecStart=/bin/sh -xc '$2'
U
printf '[Unit]\nRequires=basic.target\nAfter=basic.target\nWants=try.service\n' > $host/etc/systemd/system/try.target
ln -s try.target $host/etc/systemd/system/default.target
loops=
for loop in /dev/loop-control /dev/loop[0-9]*; do loops="$loops --bind=$loop"; done
exec systemd-nspawn -q --register=no --keep-unit --resolv-conf=off --timezone=off --capability=all $loops -D $host -b < /dev/null
