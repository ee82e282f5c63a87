/// Gentoo's values and their algebra, as the Package Manager Specification (PMS) defines them:
/// versions, package names, atoms, slots, USE dependencies, dependency specifications, EAPIs.
///
/// Everything here is pure and immutable. Text that does not parse is a [Parsed.Bad], never an
/// exception, unless the caller asks for one with a `parse` method.
@NullMarked
package dev.envc.pms;

import org.jspecify.annotations.NullMarked;
