/// OpenPGP: whether a package was signed with a key that the manifest trusts. The only room that
/// sees Bouncy Castle's OpenPGP.
@NullMarked
package dev.envc.store.signature;

import org.jspecify.annotations.NullMarked;
