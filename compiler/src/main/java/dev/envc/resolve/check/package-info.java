/// Checks a resolution against the rules of PMS. Shares nothing with the search that found it but
/// the values of `pms`, so that a mistake of the one is seen by the other.
@NullMarked
package dev.envc.resolve.check;

import org.jspecify.annotations.NullMarked;
