/// From a lock and a store to a deterministic file tree.
@NullMarked
package dev.envc.rootfs;

import org.jspecify.annotations.NullMarked;
