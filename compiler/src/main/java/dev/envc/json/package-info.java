/// Writes JSON for artefacts: the same value gives the same bytes.
@NullMarked
package dev.envc.json;

import org.jspecify.annotations.NullMarked;
