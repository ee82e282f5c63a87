@NullMarked
package dev.envc.tree.load;

import org.jspecify.annotations.NullMarked;
