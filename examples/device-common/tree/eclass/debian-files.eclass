# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

# @ECLASS: debian-files.eclass
# @MAINTAINER: nobody
# @BLURB: installs programs of Debian's packages with the libraries that were unpacked beside them

# Installs every shared library below WORKDIR into /lib of a folder.
debian-files_libraries() { # FOLDER
	local file
	install -d "$1/lib" || die
	for file in "${WORKDIR}"/*/lib/ld-linux*.so.* "${WORKDIR}"/*/{,usr/}lib/*-linux-gnu*/*.so.*; do
		[[ ! -f ${file} ]] || install -m 0755 "${file}" "$1/lib/${file##*/}" || die
	done
}

# Installs a program, at its place, into a folder.
debian-files_program() { # FOLDER PATH
	install -D -m 0755 "${WORKDIR}"/*/"$2" "$1/$2" || die
}
