/// The compact index of a tree, how it is made, and the files that keep it between commands.
@NullMarked
package dev.envc.tree.index;

import org.jspecify.annotations.NullMarked;
