/// Tests of transfers.
@NullMarked
package dev.envc.store.fetch;

import org.jspecify.annotations.NullMarked;
