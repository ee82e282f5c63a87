@NullMarked
package dev.envc.attest.signing;

import org.jspecify.annotations.NullMarked;
