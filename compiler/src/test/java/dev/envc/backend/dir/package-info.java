/// Tests of backend.dir.
@NullMarked
package dev.envc.backend.dir;

import org.jspecify.annotations.NullMarked;
