package dev.envc.tree.profile;

import dev.envc.pms.AtomPattern;
import dev.envc.pms.AtomSpecificity;
import dev.envc.pms.PackageFacts;
import dev.envc.pms.PackageName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/// The entries of one `package.*` file, found by package.
///
/// @param <T> what an entry says
final class PackageEntries<T> {
  private record Entry<T>(AtomPattern atom, T value) {}

  private final Map<PackageName, List<Entry<T>>> byName;
  private final List<Entry<T>> wildcards;

  private PackageEntries(Map<PackageName, List<Entry<T>>> byName, List<Entry<T>> wildcards) {
    this.byName = byName;
    this.wildcards = wildcards;
  }

  boolean isEmpty() {
    return byName.isEmpty() && wildcards.isEmpty();
  }

  /// The packages that entries name, without those that only wildcards mean.
  Set<PackageName> names() {
    return byName.keySet();
  }

  boolean hasWildcards() {
    return !wildcards.isEmpty();
  }

  /// The values that apply to a package, the least specific atom's first (as Portage orders them);
  /// of equally specific ones the first of the file is last.
  List<T> matching(PackageFacts pkg) {
    List<Entry<T>> named = byName.getOrDefault(pkg.cpv().name(), List.of());
    if (named.isEmpty() && wildcards.isEmpty()) {
      return List.of();
    }
    var candidates = new ArrayList<Entry<T>>();
    collect(named, pkg, candidates);
    collect(wildcards, pkg, candidates);
    return switch (candidates.size()) {
      case 0 -> List.of();
      case 1 -> List.of(candidates.getFirst().value());
      default -> ordered(candidates, pkg);
    };
  }

  private static <T> void collect(
      List<Entry<T>> entries, PackageFacts pkg, List<Entry<T>> matched) {
    for (Entry<T> entry : entries) {
      if (entry.atom().matchesIgnoringUse(pkg)) {
        matched.add(entry);
      }
    }
  }

  private static <T> List<T> ordered(List<Entry<T>> candidates, PackageFacts pkg) {
    var atoms = new ArrayList<AtomPattern>();
    candidates.forEach(entry -> atoms.add(entry.atom()));
    var values = new ArrayList<T>();
    for (int index : AtomSpecificity.ascending(atoms, pkg.cpv().version())) {
      values.add(candidates.get(index).value());
    }
    return values;
  }

  /// Collects entries; the values of an atom that occurs twice are merged.
  static final class Builder<T> {
    private final Map<AtomPattern, T> values = new LinkedHashMap<>();
    private final BiFunction<T, T, T> merge;

    Builder(BiFunction<T, T, T> merge) {
      this.merge = merge;
    }

    void add(AtomPattern atom, T value) {
      values.merge(atom, value, merge);
    }

    PackageEntries<T> build() {
      var byName = new HashMap<PackageName, List<Entry<T>>>();
      var wildcards = new ArrayList<Entry<T>>();
      values.forEach(
          (atom, value) -> {
            var entry = new Entry<>(atom, value);
            switch (atom) {
              case AtomPattern.Exact(var exact) ->
                  byName.computeIfAbsent(exact.name(), _ -> new ArrayList<>()).add(entry);
              case AtomPattern.Build _ -> {}
              case AtomPattern.Wildcard _ -> wildcards.add(entry);
            }
          });
      return new PackageEntries<>(byName, wildcards);
    }
  }
}
