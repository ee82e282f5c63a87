package dev.envc.language;

/// A field of a mapping: its name, the shape of its value, one sentence about it, and an example in
/// YAML's flow form.
public record Field(String name, Shape shape, String doc, String example) {
  static Field of(String name, LeafType type, String doc, String example) {
    return new Field(name, new Shape.Leaf(type), doc, example);
  }

  static Field of(String name, Shape shape, String doc, String example) {
    return new Field(name, shape, doc, example);
  }
}
