/// Keys and signatures: ECDSA as cosign uses it, DSSE envelopes. The only package beside the
/// store's signatures that sees Bouncy Castle.
@NullMarked
package dev.envc.attest.signing;

import org.jspecify.annotations.NullMarked;
