/// Tests of assembly.
@NullMarked
package dev.envc.rootfs;

import org.jspecify.annotations.NullMarked;
