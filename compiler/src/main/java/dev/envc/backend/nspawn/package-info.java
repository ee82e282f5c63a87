/// Root file system archives for systemd-nspawn.
@NullMarked
package dev.envc.backend.nspawn;

import org.jspecify.annotations.NullMarked;
