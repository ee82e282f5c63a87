/// What a disk holds: the settings under `outputs: disk:`, read and checked.
@NullMarked
package dev.envc.backend.disk.layout;

import org.jspecify.annotations.NullMarked;
