/// Tests of the house itself.
@NullMarked
package dev.envc;

import org.jspecify.annotations.NullMarked;
