/// What GLib writes into files: values of GVariant, databases of GVDB, and the order of its hash
/// tables, which these files have.
@NullMarked
package dev.envc.rootfs.script.glib;

import org.jspecify.annotations.NullMarked;
