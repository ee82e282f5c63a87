@NullMarked
package dev.envc.tree;

import org.jspecify.annotations.NullMarked;
