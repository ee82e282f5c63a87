/// An erofs writer.
@NullMarked
package dev.envc.backend.disk.erofs;

import org.jspecify.annotations.NullMarked;
