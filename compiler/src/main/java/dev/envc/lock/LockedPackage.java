package dev.envc.lock;

import dev.envc.pms.Cpv;
import dev.envc.pms.Slot;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// One package of an environment. `enabledUse` and `disabledUse` are the package's own IUSE, split;
/// `changedUse` are those of them that differ from what the profile alone would give; `requiredBy`
/// are the nearest requesters: packages (`cat/pkg-1.0`), `@system`, or the manifest itself
/// (`manifest`); `binary` is the binary package that was chosen.
public record LockedPackage(
    Cpv cpv,
    Slot slot,
    String repository,
    SortedSet<String> enabledUse,
    SortedSet<String> disabledUse,
    SortedSet<String> changedUse,
    List<String> requiredBy,
    LockedBinary binary) {
  public LockedPackage {
    enabledUse = copy(enabledUse);
    disabledUse = copy(disabledUse);
    changedUse = copy(changedUse);
    requiredBy = List.copyOf(requiredBy);
  }

  /// The name under which a lock lists it, and by which it is found again after a bump:
  /// `cat/pkg:slot`.
  public String key() {
    return cpv.name() + ":" + slot.slot();
  }

  private static SortedSet<String> copy(SortedSet<String> set) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(set));
  }
}
