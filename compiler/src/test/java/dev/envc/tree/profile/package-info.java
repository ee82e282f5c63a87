@NullMarked
package dev.envc.tree.profile;

import org.jspecify.annotations.NullMarked;
