/// Text and positions: what a diagnostic points at.
@NullMarked
package dev.envc.source;

import org.jspecify.annotations.NullMarked;
