package dev.envc.store.binhost;

import dev.envc.pms.Cpv;
import dev.envc.pms.Slot;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// A package as it was resolved, for which a binary package is looked for.
///
/// @param enabledUse flags of the ebuild's IUSE that are on
/// @param disabledUse flags of the ebuild's IUSE that are off
/// @param arch the Gentoo keyword, `arm64`
/// @param chost the profile's CHOST, when it is known
/// @param environment everything in the environment: what `:=` dependencies of the binary package
///   must be bound to, and what it needs at run time
public record Wanted(
    Cpv cpv,
    Slot slot,
    String repository,
    SortedSet<String> enabledUse,
    SortedSet<String> disabledUse,
    String arch,
    Optional<String> chost,
    Present environment) {
  public Wanted {
    enabledUse = Collections.unmodifiableSortedSet(new TreeSet<>(enabledUse));
    disabledUse = Collections.unmodifiableSortedSet(new TreeSet<>(disabledUse));
  }
}
