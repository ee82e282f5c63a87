/// The shared MIME database as update-mime-database(1) makes it from the files of packages. The
/// rules are those of the Shared MIME-info Database specification and of shared-mime-info 2.2
/// (src/update-mime-database.c).
@NullMarked
package dev.envc.rootfs.script.mime;

import org.jspecify.annotations.NullMarked;
