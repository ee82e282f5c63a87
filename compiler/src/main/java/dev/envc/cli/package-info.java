/// Commands and options; the only package that prints or exits.
@NullMarked
package dev.envc.cli;

import org.jspecify.annotations.NullMarked;
