/// Makes binary packages, indexes and binhosts for tests, sound ones and broken ones.
@NullMarked
package dev.envc.store.testing;

import org.jspecify.annotations.NullMarked;
