/// GSettings schemas and the database of them, as glib-compile-schemas(1) makes it. The rules are
/// those of GLib's gio/glib-compile-schemas.c.
@NullMarked
package dev.envc.rootfs.script.gsettings;

import org.jspecify.annotations.NullMarked;
