/// The hash tree of dm-verity.
@NullMarked
package dev.envc.backend.disk.verity;

import org.jspecify.annotations.NullMarked;
