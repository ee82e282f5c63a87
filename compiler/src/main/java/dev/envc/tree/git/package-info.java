/// Trees at a commit of a git repository, read from its object database.
@NullMarked
package dev.envc.tree.git;

import org.jspecify.annotations.NullMarked;
