/// Opens the trees a request names: finds, fetches, indexes, and reports what is wrong.
@NullMarked
package dev.envc.tree.load;

import org.jspecify.annotations.NullMarked;
