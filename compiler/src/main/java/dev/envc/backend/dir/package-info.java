/// The root file system as a plain directory.
@NullMarked
package dev.envc.backend.dir;

import org.jspecify.annotations.NullMarked;
