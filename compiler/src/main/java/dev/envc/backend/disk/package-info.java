/// Flashable disk images: partition tables, file systems, boot files, boards.
@NullMarked
package dev.envc.backend.disk;

import org.jspecify.annotations.NullMarked;
