/// The files that come out: image, block map, digests, report.
@NullMarked
package dev.envc.backend.disk.output;

import org.jspecify.annotations.NullMarked;
