package dev.envc.store.binhost;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import dev.envc.pms.Slot;
import dev.envc.pms.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is in an environment, for the dependencies of the packages that it is to have.
///
/// @param installed versions and slots by name
/// @param provided what counts as installed (package.provided)
public record Present(SortedMap<PackageName, List<Installed>> installed, List<Cpv> provided) {
  private static final Comparator<Slot> BY_TEXT = Comparator.comparing(Slot::toString);

  public Present {
    installed = Collections.unmodifiableSortedMap(new TreeMap<>(installed));
    provided = List.copyOf(provided);
  }

  /// A package of the environment.
  public record Installed(Version version, Slot slot) {}

  /// @param packages the environment's packages with their slots
  public static Present of(List<Map.Entry<Cpv, Slot>> packages, List<Cpv> provided) {
    var installed = new TreeMap<PackageName, List<Installed>>();
    for (var p : packages) {
      installed
          .computeIfAbsent(p.getKey().name(), _ -> new ArrayList<>())
          .add(new Installed(p.getKey().version(), p.getValue()));
    }
    return new Present(installed, provided);
  }

  /// The slots that a package has there.
  SortedSet<Slot> slots(PackageName name) {
    var slots = new TreeSet<>(BY_TEXT);
    installed.getOrDefault(name, List.of()).forEach(i -> slots.add(i.slot()));
    return slots;
  }

  /// Whether something there matches, flags aside.
  boolean has(Atom atom) {
    return installed.getOrDefault(atom.name(), List.of()).stream()
            .anyMatch(i -> atom.matchesVersion(i.version()) && atom.matchesSlot(i.slot()))
        || provided.stream().anyMatch(atom::matches);
  }
}
