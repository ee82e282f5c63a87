/// Tests of backend.
@NullMarked
package dev.envc.backend;

import org.jspecify.annotations.NullMarked;
