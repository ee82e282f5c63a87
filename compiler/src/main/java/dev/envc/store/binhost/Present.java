package dev.envc.store.binhost;

import dev.envc.pms.Atom;
import dev.envc.pms.Blocker;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageFacts;
import dev.envc.pms.PackageName;
import dev.envc.pms.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What is in an environment, for the dependencies of the packages that it is to have.
///
/// @param installed its packages by name
/// @param provided what counts as installed (package.provided), with whatever flags are asked for
public record Present(SortedMap<PackageName, List<PackageFacts>> installed, List<Cpv> provided) {
  private static final Comparator<Slot> BY_TEXT = Comparator.comparing(Slot::toString);

  public Present {
    installed = Collections.unmodifiableSortedMap(new TreeMap<>(installed));
    provided = List.copyOf(provided);
  }

  public static Present of(List<? extends PackageFacts> packages, List<Cpv> provided) {
    var installed = new TreeMap<PackageName, List<PackageFacts>>();
    for (PackageFacts p : packages) {
      installed.computeIfAbsent(p.cpv().name(), _ -> new ArrayList<>()).add(p);
    }
    return new Present(installed, provided);
  }

  /// The slots that a package has there.
  SortedSet<Slot> slots(PackageName name) {
    var slots = new TreeSet<>(BY_TEXT);
    named(name).forEach(p -> slots.add(p.slot()));
    return slots;
  }

  /// Whether something there satisfies a dependency of a package with the flags `parentUse`.
  boolean has(Atom atom, Predicate<String> parentUse) {
    return named(atom.name()).stream().anyMatch(p -> atom.matches(p, parentUse))
        || provided.stream().anyMatch(atom::matches);
  }

  /// A package that a blocker of `owner` names; a weak one does not name its owner.
  Optional<Cpv> blocked(Atom blocker, Cpv owner, Predicate<String> parentUse) {
    return named(blocker.name()).stream()
        .filter(p -> blocker.blocker() == Blocker.STRONG || !p.cpv().equals(owner))
        .filter(p -> blocker.matches(p, parentUse))
        .map(PackageFacts::cpv)
        .findFirst();
  }

  private List<PackageFacts> named(PackageName name) {
    return installed.getOrDefault(name, List.of());
  }
}
