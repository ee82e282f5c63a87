/// The bytes of an image: where they come from, and the one pass that writes, hashes, maps and
/// compresses them.
@NullMarked
package dev.envc.backend.disk.image;

import org.jspecify.annotations.NullMarked;
