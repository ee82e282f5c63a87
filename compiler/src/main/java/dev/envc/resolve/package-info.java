/// From a request and trees to a resolution, or to a conflict that explains every rejected
/// candidate.
@NullMarked
package dev.envc.resolve;

import org.jspecify.annotations.NullMarked;
