/// Binhost indexes, and the choice of the binary package that fits what was resolved.
@NullMarked
package dev.envc.store.binhost;

import org.jspecify.annotations.NullMarked;
