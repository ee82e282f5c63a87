/// Bills of materials in SPDX and CycloneDX.
@NullMarked
package dev.envc.attest.sbom;

import org.jspecify.annotations.NullMarked;
