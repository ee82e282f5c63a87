/// A FAT12, FAT16 and FAT32 writer.
@NullMarked
package dev.envc.backend.disk.fat;

import org.jspecify.annotations.NullMarked;
