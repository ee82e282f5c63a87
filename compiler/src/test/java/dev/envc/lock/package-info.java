/// Tests of the lock.
@NullMarked
package dev.envc.lock;

import org.jspecify.annotations.NullMarked;
