/// Tests of the package formats.
@NullMarked
package dev.envc.store.format;

import org.jspecify.annotations.NullMarked;
