package dev.envc.pms;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Relations between atoms.
final class AtomAlgebra {
  static final Comparator<Atom> ORDER =
      Comparator.comparing(Atom::name)
          .thenComparing(AtomAlgebra::restriction, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Atom::blocker, Comparator.reverseOrder())
          .thenComparing(Atom::slotDep, Comparator.nullsFirst(slotOrder()))
          .thenComparing(atom -> String.join(",", useWords(atom)))
          .thenComparing(Atom::repository, Comparator.nullsFirst(Comparator.naturalOrder()));

  private AtomAlgebra() {}

  /// Whether two atoms of the same name may match the same package.
  static boolean intersect(Atom a, Atom b) {
    VersionRestriction left = restriction(a);
    VersionRestriction right = restriction(b);
    return (left == null || right == null || left.intersects(right))
        && slotsIntersect(a.slotDep(), b.slotDep())
        && (a.repository() == null
            || b.repository() == null
            || Objects.equals(a.repository(), b.repository()))
        && !contradict(a.useDeps(), b.useDeps());
  }

  private static boolean slotsIntersect(@Nullable SlotDep a, @Nullable SlotDep b) {
    if (!(a instanceof SlotDep.Named left) || !(b instanceof SlotDep.Named right)) {
      return true;
    }
    return left.slot().equals(right.slot())
        && (left.subslot().isEmpty()
            || right.subslot().isEmpty()
            || left.subslot().equals(right.subslot()));
  }

  private static boolean contradict(List<UseDep> a, List<UseDep> b) {
    for (UseDep left : a) {
      for (UseDep right : b) {
        if (left.flag().equals(right.flag())
            && !left.kind().isConditional()
            && !right.kind().isConditional()
            && left.kind() != right.kind()
            && left.missing() == right.missing()) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable VersionRestriction restriction(Atom atom) {
    Version version = atom.version();
    return version == null ? null : new VersionRestriction(atom.operator(), version);
  }

  private static List<String> useWords(Atom atom) {
    return atom.useDeps().stream().map(UseDep::toString).distinct().sorted().toList();
  }

  private static Comparator<SlotDep> slotOrder() {
    return Comparator.<SlotDep>comparingInt(AtomAlgebra::slotKind)
        .thenComparing(AtomAlgebra::slotText)
        .thenComparing(SlotDep::isRebuild);
  }

  private static int slotKind(SlotDep dep) {
    return switch (dep) {
      case SlotDep.AnySlotRebuild _ -> 0;
      case SlotDep.AnySlot _ -> 1;
      case SlotDep.Named _ -> 2;
    };
  }

  private static String slotText(SlotDep dep) {
    return dep instanceof SlotDep.Named(var slot, var subslot, _)
        ? slot + subslot.map(s -> "/" + s).orElse("")
        : "";
  }
}
