/// Tests of backend.nspawn.
@NullMarked
package dev.envc.backend.nspawn;

import org.jspecify.annotations.NullMarked;
