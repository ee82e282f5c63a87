package dev.envc.editor;

import dev.envc.editor.Place.Step;
import dev.envc.language.Field;
import dev.envc.language.LeafType;
import dev.envc.language.ManifestFields;
import dev.envc.language.Shape;
import java.util.List;
import java.util.Optional;

/// What the field table says of a path.
///
/// @param shape the shape of the value there
/// @param field the innermost field on the way
/// @param subject the package the value is about, as it is written
/// @param name the last key of the path; empty for the root
record PlaceShape(Shape shape, Optional<Field> field, Optional<String> subject, String name) {
  private static final Shape FREE = new Shape.Free();

  static PlaceShape of(List<Step> path) {
    var at = new PlaceShape(ManifestFields.MANIFEST, Optional.empty(), Optional.empty(), "");
    for (Step step : path) {
      at =
          switch (step) {
            case Step.Key(String name) -> at.key(name);
            case Step.Item(Optional<String> head) -> at.item(head);
          };
    }
    return at;
  }

  private PlaceShape key(String key) {
    return switch (shape) {
      case Shape.Struct s when s.field(key).isPresent() ->
          new PlaceShape(s.field(key).get().shape(), s.field(key), subject, key);
      case Shape.MapOf m -> {
        boolean atom = m.key() == LeafType.ATOM;
        yield new PlaceShape(m.value(), field, atom ? Optional.of(key) : subject, key);
      }
      default ->
          switch (key) {
            // They stand around the value itself.
            case "then", "default", "force" -> new PlaceShape(shape, field, subject, name);
            case "if" -> new PlaceShape(new Shape.Leaf(LeafType.CONDITION), field, subject, key);
            default -> new PlaceShape(FREE, field, subject, key);
          };
    };
  }

  private PlaceShape item(Optional<String> head) {
    Shape of = items(shape);
    boolean isPackage =
        of instanceof Shape.Struct s && s.primary().filter("atom"::equals).isPresent();
    return new PlaceShape(of, field, isPackage ? head : subject, name);
  }

  /// What a list here is made of: one may stand for a mapping whose primary field is a list.
  private static Shape items(Shape shape) {
    return switch (shape) {
      case Shape.ListOf l -> l.item();
      case Shape.Struct s -> s.primary().flatMap(s::field).map(f -> items(f.shape())).orElse(FREE);
      case Shape.Leaf _, Shape.MapOf _, Shape.Free _ -> FREE;
    };
  }

  /// The type of a word that may stand here; empty where only a mapping can.
  Optional<LeafType> word() {
    return word(shape);
  }

  private static Optional<LeafType> word(Shape shape) {
    return switch (shape) {
      case Shape.Leaf l -> Optional.of(l.type());
      case Shape.ListOf l -> word(l.item());
      case Shape.Struct s ->
          s.primary().flatMap(s::field).map(Field::shape).flatMap(PlaceShape::word);
      case Shape.MapOf _, Shape.Free _ -> Optional.empty();
    };
  }
}
