package dev.envc.editor;

import dev.envc.language.Field;
import dev.envc.language.LeafType;
import dev.envc.language.Shape;

/// What the field table says of a field, in Markdown.
final class FieldDoc {
  private FieldDoc() {}

  static String of(Field field) {
    return field.doc()
        + "\n\n"
        + kind(field.shape())
        + "\n\n```yaml\n"
        + field.name()
        + ": "
        + field.example()
        + "\n```";
  }

  /// What kind of value it is, and how definitions merge.
  static String kind(Shape shape) {
    return switch (shape) {
      case Shape.Leaf(LeafType type) -> "*" + type.noun() + "*; the nearest definition wins";
      case Shape.ListOf l ->
          switch (l.merge()) {
            case ADD -> "*a list*; definitions add up, `-x` takes an earlier `x` away";
            case SIGNED -> "*a list*; definitions add up, `-x` and `x` replace each other";
            case REPLACE -> "*a list*; the nearest definition wins";
          };
      case Shape.MapOf m -> "*a mapping*, by " + m.key().noun() + "; definitions merge by key";
      case Shape.Struct _ -> "*a mapping*; definitions merge by field";
      case Shape.Free _ -> "*anything*";
    };
  }
}
