@NullMarked
package dev.envc.tree.git;

import org.jspecify.annotations.NullMarked;
