package dev.envc.compose;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The values that conditions and `${{ … }}` may ask for: parameters, `arch`, `variant`, what `let`
/// names, and in loops their variables. `lists` holds the items of those that are lists; in
/// `values` these are joined by commas. `choices` are the only values that a name can have, where
/// these are known.
public record Scope(
    SortedMap<String, String> values,
    SortedMap<String, List<String>> lists,
    SortedMap<String, List<String>> choices) {
  public Scope {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    lists = Collections.unmodifiableSortedMap(new TreeMap<>(lists));
    choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
  }

  static Scope empty() {
    return new Scope(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// The items of a list; empty when there is no list of that name.
  Optional<List<String>> list(String name) {
    return Optional.ofNullable(lists.get(name));
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Scope with(String name, String value) {
    var more = new TreeMap<>(values);
    more.put(name, value);
    return new Scope(more, lists, choices);
  }

  Scope withList(String name, List<String> items) {
    var more = new TreeMap<>(values);
    more.put(name, String.join(",", items));
    var moreLists = new TreeMap<>(lists);
    moreLists.put(name, List.copyOf(items));
    return new Scope(more, moreLists, choices);
  }
}
