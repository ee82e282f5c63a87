/// Where an artefact comes from: SLSA provenance in in-toto statements.
@NullMarked
package dev.envc.attest.provenance;

import org.jspecify.annotations.NullMarked;
