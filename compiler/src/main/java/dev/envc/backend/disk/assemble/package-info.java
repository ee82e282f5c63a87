/// From an environment's file tree and a layout to the bytes of a disk.
@NullMarked
package dev.envc.backend.disk.assemble;

import org.jspecify.annotations.NullMarked;
