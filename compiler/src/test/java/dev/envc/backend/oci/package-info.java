/// Tests of backend.oci.
@NullMarked
package dev.envc.backend.oci;

import org.jspecify.annotations.NullMarked;
