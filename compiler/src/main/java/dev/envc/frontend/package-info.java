/// From a manifest file to its ast: chooses the front end, loads imports, finds the standard
/// library.
@NullMarked
package dev.envc.frontend;

import org.jspecify.annotations.NullMarked;
