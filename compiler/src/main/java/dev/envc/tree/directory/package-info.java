/// Trees that are plain directories, pinned by the digest of their content.
@NullMarked
package dev.envc.tree.directory;

import org.jspecify.annotations.NullMarked;
