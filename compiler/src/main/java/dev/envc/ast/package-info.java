/// What the user wrote, with its places; shared by both front ends.
@NullMarked
package dev.envc.ast;

import org.jspecify.annotations.NullMarked;
