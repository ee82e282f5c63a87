@NullMarked
package dev.envc.attest.sbom;

import org.jspecify.annotations.NullMarked;
