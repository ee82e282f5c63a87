/// System calls that Java has no words for: names that are bytes, set-id bits, device nodes,
/// extended attributes, times of links.
@NullMarked
package dev.envc.backend.posix;

import org.jspecify.annotations.NullMarked;
