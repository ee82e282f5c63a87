/// Update bundles: payloads and manifests that a compile wrote, signed.
@NullMarked
package dev.envc.flash.bundle;

import org.jspecify.annotations.NullMarked;
