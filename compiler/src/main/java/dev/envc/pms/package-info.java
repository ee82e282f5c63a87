/// Gentoo values and their algebra: versions, atoms, dependency specifications. Pure.
@NullMarked
package dev.envc.pms;

import org.jspecify.annotations.NullMarked;
