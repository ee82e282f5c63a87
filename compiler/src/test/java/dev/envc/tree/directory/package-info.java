@NullMarked
package dev.envc.tree.directory;

import org.jspecify.annotations.NullMarked;
