#!/bin/bash
# Makes binary packages of the tree beside it from Debian's kernels, busybox and loaders.
#
#   make-packages.sh [-c CACHE] [-o BINHOST] ARCH [PACKAGE…]     ARCH: amd64, arm, arm64, riscv
#
# Downloads Debian's packages with apt into CACHE (default: ~/.cache/envc-devices; nothing is installed, no root is
# needed), runs src_install of the tree's ebuilds on what is in them, and writes gpkg packages (GLEP 78) and their index
# into BINHOST/ARCH (default: binhost beside this script). The same Debian packages give the same bytes. An index that is
# complete is left as it is: remove BINHOST to take newer kernels.
#
# Needs apt, dpkg, cpio, zstd, xz, and the keys of Debian's archive (Debian: cpio zstd xz-utils; elsewhere also apt, dpkg,
# debian-archive-keyring).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/envc-devices
binhost=$here/binhost
while getopts c:o: option; do
	case $option in
		c) mkdir -p "$OPTARG"; cache=$(cd "$OPTARG" && pwd) ;;
		o) mkdir -p "$OPTARG"; binhost=$(cd "$OPTARG" && pwd) ;;
		*) sed -n '4p' "$0" >&2; exit 2 ;;
	esac
done
shift $((OPTIND - 1))
arch=${1:?which ARCH?}
shift
tree=$here/tree
umask 022
export LC_ALL=C TZ=UTC
time=@1767225600

# What Debian calls things: its name of the arch, its release, the metapackage of each kernel.
release=12 suite=bookworm
declare -A kernels
case $arch in
	amd64) debian=amd64 kernels[debian-kernel-cloud]=linux-image-cloud-amd64 ;;
	arm64) debian=arm64 kernels=([debian-kernel-cloud]=linux-image-cloud-arm64 [debian-kernel]=linux-image-arm64) ;;
	arm) debian=armhf kernels[debian-kernel]=linux-image-armmp ;;
	riscv) debian=riscv64 release=13 suite=trixie kernels[debian-kernel]=linux-image-riscv64 ;;
	*) echo "make-packages.sh: no arch $arch" >&2; exit 2 ;;
esac

apt=$cache/apt-$suite-$debian
setup_apt() {
	[[ ! -e $apt/ready ]] || return 0
	mkdir -p "$apt"/{lists/partial,archives/partial}
	: > "$apt/status"
	cat > "$apt/sources.list" <<-EOF
		deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $suite main non-free-firmware
	EOF
	cat > "$apt/apt.conf" <<-EOF
		Dir::State "$apt"; Dir::State::status "$apt/status"; Dir::Cache "$apt";
		Dir::Etc::sourcelist "$apt/sources.list"; Dir::Etc::sourceparts "-";
		APT::Architecture "$debian"; APT::Architectures { "$debian"; };
		APT::Sandbox::User ""; Acquire::Languages "none";
	EOF
	APT_CONFIG=$apt/apt.conf apt-get -qq update
	touch "$apt/ready"
}

debs=$cache/$suite-$debian
# Downloads and unpacks those of Debian's packages that are not there yet; the newest kernel for a metapackage of kernels.
unpack() { # NAME…
	local name deb missing=()
	for name; do [[ -e $debs/$name/.complete ]] || missing+=("$name"); done
	((${#missing[@]})) || return 0
	setup_apt
	rm -rf "$debs/.deb"
	mkdir -p "$debs/.deb"
	for name in "${missing[@]}"; do
		[[ $name != linux-image-* ]] || name=$(APT_CONFIG=$apt/apt.conf apt-cache depends "$name" |
			sed -n 's/^ *Depends: \(linux-image-[^ :]*\).*/\1/p' | head -n 1)
		echo "$name"
	done > "$debs/.names"
	(cd "$debs/.deb" && APT_CONFIG=$apt/apt.conf xargs apt-get -qq download < "$debs/.names")
	for name in "${missing[@]}"; do
		read -r deb
		rm -rf "${debs:?}/$name"
		mkdir -p "$debs/$name"
		# Of a kernel, what an initramfs may need: its other modules are a few hundred megabytes.
		dpkg-deb --fsys-tarfile "$debs/.deb/${deb}"_*.deb | tar -x -C "$debs/$name" --wildcards --exclude='*/drivers/gpu' \
			--exclude='*/drivers/net' --exclude='*/drivers/media' --exclude='*/sound' --exclude='*/drivers/infiniband' \
			--exclude='./usr/share'
		touch "$debs/$name/.complete"
	done < "$debs/.names"
	rm -rf "$debs"/.{deb,names}
}

# The part of the ebuild's language that the tree uses.
die() { echo "make-packages.sh: $CATEGORY/$PN: ${1:-src_install failed}" >&2; exit 1; }
inherit() {
	local eclass outer=$ECLASS
	for eclass; do
		ECLASS=$eclass
		INHERITED+=" $eclass"
		. "$tree/eclass/$eclass.eclass"
	done
	ECLASS=$outer
}
EXPORT_FUNCTIONS() {
	local function
	for function; do eval "$function() { ${ECLASS}_$function; }"; done
}

# Puts what Debian's packages hold below WORKDIR.
with() {
	local name
	unpack "$@"
	for name; do ln -s "$debs/$name" "$WORKDIR/$name"; done
}

# A package of one ebuild, in a subshell: the ebuild's variables stay there.
make_package() ( # CATEGORY/PACKAGE
	CATEGORY=${1%/*} PN=${1#*/} INHERITED='' ECLASS='' RESTRICT='' RDEPEND='' IUSE='' USE="$arch elibc_none kernel_linux"
	ebuild=$tree/$1/$PN-$release.ebuild
	[[ -e $ebuild ]] || ebuild=$tree/$1/$PN-1.ebuild
	PF=$(basename "$ebuild" .ebuild) PV=${ebuild##*-} PV=${PV%.ebuild}
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
	WORKDIR=$work/work T=$work/temp D=$work/image ED=$work/image FILESDIR=$tree/$1/files
	mkdir -p "$WORKDIR" "$T" "$D" "$work/metadata" "$work/out/$PF-1"
	. "$ebuild"
	case $PN in
		debian-kernel*)
			unpack "${kernels[$PN]}"
			ln -s "$debs/${kernels[$PN]}" "$WORKDIR/linux-image"
			with busybox-static
			[[ $PN != *-cloud ]] || with dmsetup libdevmapper1.02.1 libudev1 libselinux1 libpcre2-8-0 libc6
			;;
		debian-busybox) with busybox-static ;;
		debian-grow)
			with fdisk util-linux e2fsprogs libc6 libfdisk1 libblkid1 libuuid1 libsmartcols1 libmount1 libselinux1 \
				libpcre2-8-0 libreadline8 libtinfo6 libext2fs2 libcom-err2
			;;
		debian-rauc)
			with rauc dbus-daemon util-linux libc6 libapparmor1 libaudit1 libblkid1 libbrotli1 libcap-ng0 libcap2 libcom-err2 \
				libcurl3-gnutls libdbus-1-3 libexpat1 libfdisk1 libffi8 libgcc-s1 libgcrypt20 libglib2.0-0 libgmp10 libgnutls30 \
				libgpg-error0 libgssapi-krb5-2 libhogweed6 libidn2-0 libjson-glib-1.0-0 libk5crypto3 libkeyutils1 libkrb5-3 \
				libkrb5support0 libldap-2.5-0 liblz4-1 liblzma5 libmount1 libnettle8 libnghttp2-14 libp11-kit0 libpcre2-8-0 \
				libpsl5 librtmp1 libsasl2-2 libselinux1 libssh2-1 libssl3 libsystemd0 libtasn1-6 libunistring2 libuuid1 \
				libzstd1 zlib1g
			;;
		debian-systemd)
			with systemd udev libsystemd-shared libacl1 libapparmor1 libaudit1 libblkid1 libc6 libcap-ng0 libcap2 libcrypt1 \
				libfdisk1 libgcrypt20 libgpg-error0 libip4tc2 libkmod2 liblz4-1 liblzma5 libmount1 libpam0g libpcre2-8-0 \
				libseccomp2 libselinux1 libssl3 libudev1 libuuid1 libzstd1
			;;
		systemd-boot) with systemd-boot-efi ;;
		raspberrypi-firmware) with raspi-firmware ;;
	esac
	src_install

	for field in CATEGORY DESCRIPTION EAPI HOMEPAGE INHERITED IUSE KEYWORDS LICENSE PF RDEPEND RESTRICT SLOT USE; do
		value=$(echo ${!field})
		[[ -z $value ]] || echo "$value" > "$work/metadata/$field"
	done
	echo devices > "$work/metadata/repository"
	echo 1 > "$work/metadata/BUILD_ID"
	echo "${time#@}" > "$work/metadata/BUILD_TIME"
	grep '^CHOST=' "$tree/profiles/default/linux/$arch/make.defaults" | cut -d'"' -f2 > "$work/metadata/CHOST"

	member=$work/out/$PF-1
	: > "$member/gpkg-1"
	pack "$work" metadata > "$member/metadata.tar.zst"
	pack "$work" image > "$member/image.tar.zst"
	for f in gpkg-1 metadata.tar.zst image.tar.zst; do
		echo "DATA $f $(stat -c %s "$member/$f") SHA512 $(sha512sum < "$member/$f" | cut -d' ' -f1)"
	done > "$member/Manifest"
	target=$binhost/$arch/$CATEGORY/$PN/$PF-1.gpkg.tar
	mkdir -p "$(dirname "$target")"
	tar -c --format=gnu --owner=0 --group=0 --numeric-owner --mtime=$time --mode=0644 -C "$work/out" \
		"$PF-1"/{gpkg-1,metadata.tar.zst,image.tar.zst,Manifest} > "$target"

	{
		for field in BUILD_ID BUILD_TIME EAPI IUSE KEYWORDS LICENSE RDEPEND RESTRICT SLOT USE; do
			[[ ! -e $work/metadata/$field ]] || echo "$field: $(cat "$work/metadata/$field")"
		done
		echo "CPV: $CATEGORY/$PF"
		echo "PATH: $CATEGORY/$PN/$PF-1.gpkg.tar"
		echo "REPO: devices"
		echo "SIZE: $(stat -c %s "$target")"
		echo "MD5: $(md5sum < "$target" | cut -d' ' -f1)"
		echo "SHA1: $(sha1sum < "$target" | cut -d' ' -f1)"
		echo
	} > "$target.entry"
)
pack() { # FOLDER NAME
	tar -c --format=gnu --sort=name --owner=0 --group=0 --numeric-owner --mtime=$time -C "$1" "$2" | zstd -q -3 -c
}

packages=("$@")
if ((${#packages[@]} == 0)); then
	for ebuild in "$tree"/*/*/*-{1,"$release"}.ebuild; do
		keywords=$(sed -n 's/^KEYWORDS="\(.*\)"/\1/p' "$ebuild")
		[[ " $keywords " != *" $arch "* ]] || packages+=("$(basename "$(dirname "$(dirname "$ebuild")")")/$(basename "$(dirname "$ebuild")")")
	done
fi
mkdir -p "$binhost/$arch"
for package in "${packages[@]}"; do
	if ! compgen -G "$binhost/$arch/$package/*.entry" >/dev/null; then
		echo "$arch: $package"
		make_package "$package"
	fi
done
index=$binhost/$arch/Packages
{
	printf 'ARCH: %s\nCHOST: %s\nPACKAGES: %d\nREPO: devices\nTIMESTAMP: %s\nVERSION: 0\n\n' "$arch" \
		"$(grep '^CHOST=' "$tree/profiles/default/linux/$arch/make.defaults" | cut -d'"' -f2)" \
		"$(find "$binhost/$arch" -name '*.entry' | wc -l)" "${time#@}"
	find "$binhost/$arch" -name '*.entry' | LC_ALL=C sort | xargs cat
} > "$index.new"
mv "$index.new" "$index"
