/// Writing root file systems as archives: one deterministic tar writer, parallel compression whose
/// output does not depend on the number of threads, content keys. For every backend.
@NullMarked
package dev.envc.backend.archive;

import org.jspecify.annotations.NullMarked;
