/// The cache of an icon theme, as gtk-update-icon-cache(1) makes it.
@NullMarked
package dev.envc.rootfs.script.icons;

import org.jspecify.annotations.NullMarked;
