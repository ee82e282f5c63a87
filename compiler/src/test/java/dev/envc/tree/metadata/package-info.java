@NullMarked
package dev.envc.tree.metadata;

import org.jspecify.annotations.NullMarked;
