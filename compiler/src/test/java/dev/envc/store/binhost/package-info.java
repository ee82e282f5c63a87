/// Tests of indexes and the choice of packages.
@NullMarked
package dev.envc.store.binhost;

import org.jspecify.annotations.NullMarked;
