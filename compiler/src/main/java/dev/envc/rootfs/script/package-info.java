/// The scripts that packages carry for the time of merging: reading them, doing natively what is
/// known of them, running them.
@NullMarked
package dev.envc.rootfs.script;

import org.jspecify.annotations.NullMarked;
