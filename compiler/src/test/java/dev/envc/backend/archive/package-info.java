/// Tests of backend.archive.
@NullMarked
package dev.envc.backend.archive;

import org.jspecify.annotations.NullMarked;
