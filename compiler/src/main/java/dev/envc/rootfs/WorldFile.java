package dev.envc.rootfs;

import dev.envc.lock.LockedPackage;
import dev.envc.pms.Atom;
import dev.envc.pms.SlotDep;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// /var/lib/portage/world: what the user asked for by name, as `emerge` records it (Portage's
/// create_world_atom.py) where the lock tells. Of the atoms that match a package the most precise
/// counts. Its repository is recorded; its slot where the package is a slotted one and the atom
/// means one slot; never its version, USE and operator.
final class WorldFile {
  private static final String UNSLOTTED = "0";

  private final List<Atom> asked;
  private final List<LockedPackage> packages;

  WorldFile(List<Atom> asked, List<LockedPackage> packages) {
    this.asked = List.copyOf(asked);
    this.packages = List.copyOf(packages);
  }

  String text() {
    var entries = new TreeSet<String>();
    packages.forEach(p -> entry(p).ifPresent(entries::add));
    var text = new StringBuilder();
    entries.forEach(e -> text.append(e).append('\n'));
    return text.toString();
  }

  private Optional<String> entry(LockedPackage p) {
    return asked.stream()
        .filter(a -> a.matches(p.cpv()))
        .filter(a -> a.matchesSlot(p.slot()) && a.matchesRepository(p.repository()))
        .max(Comparator.comparingInt(WorldFile::precision))
        .flatMap(a -> entry(a, p));
  }

  private Optional<String> entry(Atom atom, LockedPackage p) {
    boolean slot = (isSlotted(p) && meansOneSlot(atom)) || atom.slotDep() instanceof SlotDep.Named;
    if (!slot && isLeftToSystem(atom, p)) {
      return Optional.empty();
    }
    String repository = atom.repository() == null ? "" : "::" + atom.repository();
    return Optional.of(p.cpv().name() + (slot ? ":" + p.slot().slot() : "") + repository);
  }

  /// The profile asks for these itself. A virtual is recorded all the same, and so is one of
  /// several slots.
  private boolean isLeftToSystem(Atom atom, LockedPackage p) {
    return atom.repository() == null
        && p.requiredBy().contains("@system")
        && !p.cpv().name().category().equals("virtual")
        && !isSlotted(p);
  }

  private boolean isSlotted(LockedPackage p) {
    return !p.slot().slot().equals(UNSLOTTED)
        || packages.stream()
            .anyMatch(
                o ->
                    o.cpv().name().equals(p.cpv().name())
                        && !o.slot().slot().equals(p.slot().slot()));
  }

  private static boolean meansOneSlot(Atom atom) {
    return switch (atom.operator()) {
      case EQUAL, TILDE -> true;
      case NONE, LESS, LESS_OR_EQUAL, EQUAL_GLOB, GREATER, GREATER_OR_EQUAL -> false;
    };
  }

  /// How precise an atom is to Portage, which asks for the slot before the operators of a range.
  private static int precision(Atom atom) {
    return switch (atom.operator()) {
      case EQUAL -> 6;
      case TILDE -> 5;
      case EQUAL_GLOB -> 4;
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          atom.slotDep() instanceof SlotDep.Named ? 3 : 2;
      case NONE -> atom.slotDep() instanceof SlotDep.Named ? 3 : 1;
    };
  }
}
