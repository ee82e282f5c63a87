/// From a program (a manifest and what it builds on) to one merged mapping for each environment.
@NullMarked
package dev.envc.compose;

import org.jspecify.annotations.NullMarked;
