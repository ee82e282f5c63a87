@NullMarked
package dev.envc.tree.index;

import org.jspecify.annotations.NullMarked;
