/// Tests of the resolve.
@NullMarked
package dev.envc.resolve;

import org.jspecify.annotations.NullMarked;
