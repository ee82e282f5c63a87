package dev.envc.resolve;

import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which fix is proposed first: the one with the fewest changes; one that keeps what was asked for;
/// the same for an older version of a package after other ways out; and of those the milder: as
/// Portage's `--autounmask` tries them (emerge(1)), but a mask before a keyword of no arch.
///
/// @param ages for a change that is a remedy alone: how many of the same kind for the same package
///   came before it
record FixOrder(Map<Change, Integer> ages) {
  private record Kind(Class<?> change, PackageName name, String detail) {}

  /// The order for proposals made of some remedies, of which those for the newest version of a
  /// package come first.
  static FixOrder of(Collection<List<Change>> remedies) {
    var ages = new LinkedHashMap<Change, Integer>();
    var seen = new LinkedHashMap<Kind, Integer>();
    for (List<Change> remedy : remedies) {
      Optional<Kind> kind = remedy.size() == 1 ? kind(remedy.getFirst()) : Optional.empty();
      if (kind.isPresent()) {
        ages.put(remedy.getFirst(), seen.merge(kind.get(), 1, Integer::sum) - 1);
      }
    }
    return new FixOrder(ages);
  }

  List<List<Change>> sorted(Collection<List<Change>> proposals) {
    return proposals.stream()
        .sorted(
            Comparator.<List<Change>>comparingInt(List::size)
                .thenComparing(changes -> changes.stream().anyMatch(Change.Drop.class::isInstance))
                .thenComparingInt(this::age)
                .thenComparingInt(changes -> changes.stream().mapToInt(FixOrder::level).sum()))
        .toList();
  }

  /// What does something about the most first.
  List<List<Change>> widest(Collection<List<Change>> proposals, Collection<Blame> blamed) {
    return sorted(proposals).stream()
        .sorted(Comparator.comparingLong(changes -> -touched(changes, blamed)))
        .toList();
  }

  /// About how much of what cannot be had some changes do something.
  static long touched(List<Change> changes, Collection<Blame> blamed) {
    return blamed.stream().filter(blame -> blame.isTouchedBy(changes)).count();
  }

  /// Whether a fix gives up something that was asked for.
  static boolean drops(Fix fix) {
    return fix.changes().stream().anyMatch(Change.Drop.class::isInstance);
  }

  private int age(List<Change> changes) {
    return changes.stream().mapToInt(change -> ages.getOrDefault(change, 0)).sum();
  }

  private static Optional<Kind> kind(Change change) {
    return switch (change) {
      case Change.AcceptKeyword(var cpv, _) -> Optional.of(kind(change, cpv, ""));
      case Change.Unmask(var cpv) -> Optional.of(kind(change, cpv, ""));
      case Change.AcceptLicense(var cpv, _) -> Optional.of(kind(change, cpv, ""));
      case Change.SetUse(var cpv, var flag, _) -> Optional.of(kind(change, cpv, flag));
      case Change.Rename _, Change.Drop _ -> Optional.empty();
    };
  }

  private static Kind kind(Change change, Cpv cpv, String detail) {
    return new Kind(change.getClass(), cpv.name(), detail);
  }

  private static int level(Change change) {
    return switch (change) {
      case Change.Rename _ -> 0;
      case Change.SetUse _ -> 1;
      case Change.AcceptLicense _ -> 2;
      case Change.AcceptKeyword(_, var keyword) -> keyword.equals("**") ? 5 : 3;
      case Change.Unmask _ -> 4;
      case Change.Drop _ -> 6;
    };
  }
}
