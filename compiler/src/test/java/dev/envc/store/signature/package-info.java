/// Tests of the package signatures.
@NullMarked
package dev.envc.store.signature;

import org.jspecify.annotations.NullMarked;
