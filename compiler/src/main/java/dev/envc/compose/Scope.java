package dev.envc.compose;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The values that conditions and `${{ … }}` may ask for: parameters, `arch` and `variant`.
public record Scope(SortedMap<String, String> values) {
  public Scope {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  boolean has(String name) {
    return values.containsKey(name);
  }
}
