package dev.envc.driver;

import dev.envc.model.Environment;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Chooses environments of a matrix by what they are: `arch`, `name`, `variant` and the parameters
/// of the manifest. Of one key any of the values may hold, of several keys each must.
///
/// @param wanted the values of each key; nothing is chosen by an empty selector
public record Selector(SortedMap<String, SortedSet<String>> wanted) {
  /// Leaves the choice to other options.
  public static final Selector ALL = new Selector(new TreeMap<>());

  public Selector {
    var copy = new TreeMap<String, SortedSet<String>>();
    wanted.forEach((key, values) -> copy.put(key, new TreeSet<>(values)));
    wanted = java.util.Collections.unmodifiableSortedMap(copy);
  }

  boolean takes(Environment e) {
    for (var w : wanted.entrySet()) {
      if (!w.getValue().contains(e.labels().getOrDefault(w.getKey(), ""))) {
        return false;
      }
    }
    return true;
  }

  /// The keys that no environment has.
  SortedSet<String> unknown(Collection<Environment> environments) {
    var unknown = new TreeSet<>(wanted.keySet());
    environments.forEach(e -> unknown.removeAll(e.labels().keySet()));
    return unknown;
  }

  /// Whether variants are chosen here.
  boolean namesVariant() {
    return wanted.containsKey("variant");
  }
}
