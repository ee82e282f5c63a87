/// Profiles and the effective configuration (PMS 5, portage(5)): which flags a package gets, and
/// what masks it, each with the file and line that decided.
@NullMarked
package dev.envc.tree.profile;

import org.jspecify.annotations.NullMarked;
