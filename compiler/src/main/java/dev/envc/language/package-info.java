/// The field table: what a manifest may say, in one place. Front ends, merging, checks, the JSON
/// Schema and the editors read it.
@NullMarked
package dev.envc.language;

import org.jspecify.annotations.NullMarked;
