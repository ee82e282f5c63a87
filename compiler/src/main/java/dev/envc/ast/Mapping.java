package dev.envc.ast;

import dev.envc.source.Span;
import java.util.List;
import java.util.Optional;

/// Keys with values, in the order they were written. The front ends let no key through twice.
public record Mapping(List<Entry> entries, Span span) implements Node {
  /// A key and its value.
  public record Entry(Scalar key, Node value) {
    public String name() {
      return key.text();
    }
  }

  public Mapping {
    entries = List.copyOf(entries);
  }

  /// The value of a key; empty when the mapping does not have it.
  public Optional<Node> get(String key) {
    return entry(key).map(Entry::value);
  }

  /// The entry of a key; empty when the mapping does not have it.
  public Optional<Entry> entry(String key) {
    return entries.stream().filter(e -> e.name().equals(key)).findFirst();
  }

  /// This mapping without a key.
  public Mapping without(String key) {
    return new Mapping(entries.stream().filter(e -> !e.name().equals(key)).toList(), span);
  }
}
