/// The lock: records, canonical writer, reader and staleness. Knows no solver.
@NullMarked
package dev.envc.lock;

import org.jspecify.annotations.NullMarked;
