/// Tests of the store in a directory.
@NullMarked
package dev.envc.store.local;

import org.jspecify.annotations.NullMarked;
