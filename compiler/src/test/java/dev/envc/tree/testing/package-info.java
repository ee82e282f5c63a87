@NullMarked
package dev.envc.tree.testing;

import org.jspecify.annotations.NullMarked;
