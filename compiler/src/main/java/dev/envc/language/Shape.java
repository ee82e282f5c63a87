package dev.envc.language;

import java.util.List;
import java.util.Optional;

/// The shape of a value, and with it how definitions from several places merge.
public sealed interface Shape {
  /// One word of text. The nearest definition wins; siblings must agree.
  record Leaf(LeafType type) implements Shape {}

  /// A list.
  record ListOf(Shape item, Merge merge) implements Shape {}

  /// A mapping with free keys; merges by key.
  record MapOf(LeafType key, Shape value) implements Shape {}

  /// A mapping with known fields; merges by field. Where `primary` names a field, its value alone
  /// may stand for the whole mapping. Of the fields in `oneOf` a value has at most one.
  record Struct(String name, Optional<String> primary, List<String> oneOf, List<Field> fields)
      implements Shape {
    public Struct {
      oneOf = List.copyOf(oneOf);
      fields = List.copyOf(fields);
    }

    public static Struct of(String name, Field... fields) {
      return new Struct(name, Optional.empty(), List.of(), List.of(fields));
    }

    /// A mapping that the value of its first field may stand for.
    public static Struct shortBy(String name, Field... fields) {
      return new Struct(name, Optional.of(fields[0].name()), List.of(), List.of(fields));
    }

    /// This shape with fields that exclude each other.
    public Struct oneOf(String... names) {
      return new Struct(name, primary, List.of(names), fields);
    }

    public Optional<Field> field(String fieldName) {
      return fields.stream().filter(f -> f.name().equals(fieldName)).findFirst();
    }

    public List<String> names() {
      return fields.stream().map(Field::name).toList();
    }
  }

  /// Anything: the settings of a plug-in. Mappings merge by key, the rest as leaves.
  record Free() implements Shape {}

  /// How lists merge.
  enum Merge {
    /// Items add up in order; `-x` takes an earlier `x` away.
    ADD,
    /// Items add up in order; `-x` and `x` replace each other and stay, because `-x` has a meaning
    /// of its own.
    SIGNED,
    /// The nearest list wins; one item may stand for a list.
    REPLACE
  }
}
