/// The `.envc` form. The only package that sees ANTLR.
@NullMarked
package dev.envc.frontend.dsl;

import org.jspecify.annotations.NullMarked;
