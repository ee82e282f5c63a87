/// From an image to a medium or a running emulator: what `envc flash` and `envc boot` do.
@NullMarked
package dev.envc.flash;

import org.jspecify.annotations.NullMarked;
