/// OCI images: layout, archive, registry. The only package that sees jib.
@NullMarked
package dev.envc.backend.oci;

import org.jspecify.annotations.NullMarked;
