/// An ext4 writer: a file tree becomes a file system without a mount, without root and without a
/// tool.
@NullMarked
package dev.envc.backend.disk.ext4;

import org.jspecify.annotations.NullMarked;
