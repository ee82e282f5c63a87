package dev.envc.store.binhost;

import dev.envc.pms.Atom;
import dev.envc.pms.Blocker;
import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.PackageName;
import dev.envc.pms.Parsed;
import dev.envc.pms.Slot;
import dev.envc.pms.SlotDep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;

/// The slots that a binary package was built against: its run-time dependencies of the form
/// `cat/pkg:slot/subslot=`, as Portage records `:=` when it builds (PMS 8.3.3).
final class BoundSlots {
  /// A dependency that must hold (`required`), or one of an any-of group, of which another may hold
  /// instead.
  private record Bound(PackageName name, SlotDep.Named slot, boolean required) {}

  private BoundSlots() {}

  /// What does not fit the environment; empty when everything does, under the names it was built
  /// with or the present ones.
  static Optional<String> mismatch(
      BinaryCandidate candidate, Present environment, PresentNames names) {
    Optional<String> built = mismatch(candidate, environment, candidate::field);
    return built.isEmpty()
        ? built
        : mismatch(candidate, environment, key -> names.dependencies(candidate, key));
  }

  private static Optional<String> mismatch(
      BinaryCandidate candidate, Present environment, UnaryOperator<String> field) {
    var bounds = new ArrayList<Bound>();
    for (String key : List.of("RDEPEND", "PDEPEND")) {
      Parsed<DepSpec.AllOf<Atom>> spec = DepSpec.parseDependencies(field.apply(key), Eapi.LATEST);
      if (spec instanceof Parsed.Bad<DepSpec.AllOf<Atom>>(String message, int _)) {
        return Optional.of("its " + key + " is not understood: " + message);
      }
      collect(spec.orElseThrow(), candidate, true, bounds);
    }
    return bounds.stream()
        .map(bound -> mismatch(bound, environment.slots(bound.name())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> mismatch(Bound bound, SortedSet<Slot> chosen) {
    List<Slot> sameSlot =
        chosen.stream().filter(s -> s.slot().equals(bound.slot().slot())).toList();
    if (sameSlot.stream().anyMatch(bound.slot()::matches)
        || (sameSlot.isEmpty() && !bound.required())) {
      return Optional.empty();
    }
    String has =
        chosen.isEmpty()
            ? "the environment does not have"
            : "the environment has "
                + String.join(", ", chosen.stream().map(BoundSlots::full).toList());
    return Optional.of(
        "built against "
            + bound.name()
            + ":"
            + bound.slot().slot()
            + bound.slot().subslot().map(s -> "/" + s).orElse("")
            + (chosen.isEmpty() ? ", which " : ", ")
            + has);
  }

  private static String full(Slot slot) {
    return slot.slot() + "/" + slot.subslot();
  }

  private static void collect(
      DepSpec<Atom> spec, BinaryCandidate candidate, boolean required, List<Bound> bounds) {
    switch (spec) {
      case DepSpec.AllOf<Atom>(var children) ->
          children.forEach(c -> collect(c, candidate, required, bounds));
      case DepSpec.UseConditional<Atom> conditional -> {
        if (conditional.holds(flag -> candidate.use().contains(flag))) {
          conditional.children().forEach(c -> collect(c, candidate, required, bounds));
        }
      }
      case DepSpec.AnyOf<Atom>(var children) ->
          children.forEach(c -> collect(c, candidate, false, bounds));
      case DepSpec.ExactlyOneOf<Atom>(var children) ->
          children.forEach(c -> collect(c, candidate, false, bounds));
      case DepSpec.AtMostOneOf<Atom>(var children) ->
          children.forEach(c -> collect(c, candidate, false, bounds));
      case DepSpec.Leaf<Atom>(Atom atom) -> {
        if (atom.blocker() == Blocker.NONE
            && atom.slotDep() instanceof SlotDep.Named named
            && named.rebuild()
            && named.subslot().isPresent()) {
          bounds.add(new Bound(atom.name(), named, required));
        }
      }
    }
  }
}
