package dev.envc.rootfs.script.glib;

import java.util.ArrayList;
import java.util.List;

/// A value as it is written, before its type is known.
sealed interface VariantNode {
  /// The types it can have.
  String pattern() throws GlibException;

  /// The value of a type that is no maybe.
  Variant base(VariantType type) throws GlibException;

  /// The value of a type. Every value is one of a maybe of its type, too.
  default Variant value(VariantType type) throws GlibException {
    return type.kind() == 'm'
        ? new Variant.Container(type, List.of(value(type.element())))
        : base(type);
  }

  private static GlibException notOf(VariantType type) {
    return new GlibException("a value is not of the type `" + type.text() + "`");
  }

  private static String commonPattern(List<VariantNode> nodes) throws GlibException {
    String pattern = nodes.getFirst().pattern();
    for (VariantNode node : nodes.subList(1, nodes.size())) {
      pattern = VariantPattern.merge(pattern, node.pattern());
    }
    return pattern;
  }

  record Nothing() implements VariantNode {
    @Override
    public String pattern() {
      return "m*";
    }

    @Override
    public Variant value(VariantType type) throws GlibException {
      return type.kind() == 'm' ? new Variant.Container(type, List.of()) : base(type);
    }

    @Override
    public Variant base(VariantType type) throws GlibException {
      throw notOf(type);
    }
  }

  record Just(VariantNode child) implements VariantNode {
    @Override
    public String pattern() throws GlibException {
      return "m" + child.pattern();
    }

    @Override
    public Variant value(VariantType type) throws GlibException {
      return type.kind() == 'm'
          ? new Variant.Container(type, List.of(child.value(type.element())))
          : base(type);
    }

    @Override
    public Variant base(VariantType type) throws GlibException {
      throw notOf(type);
    }
  }

  /// What has its type before it. The type says what it can be beside others; where a type is asked
  /// for, that counts.
  record Typed(VariantType type, VariantNode child) implements VariantNode {
    @Override
    public String pattern() {
      return type.text();
    }

    @Override
    public Variant value(VariantType asked) throws GlibException {
      return child.value(asked);
    }

    @Override
    public Variant base(VariantType asked) throws GlibException {
      return child.base(asked);
    }
  }

  record Array(List<VariantNode> items) implements VariantNode {
    @Override
    public String pattern() throws GlibException {
      return "Ma" + (items.isEmpty() ? "*" : commonPattern(items));
    }

    @Override
    public Variant base(VariantType type) throws GlibException {
      if (type.kind() != 'a') {
        throw notOf(type);
      }
      VariantType element = type.element();
      var values = new ArrayList<Variant>();
      for (VariantNode item : items) {
        values.add(item.value(element));
      }
      return new Variant.Container(type, values);
    }
  }

  record Tuple(List<VariantNode> items) implements VariantNode {
    @Override
    public String pattern() throws GlibException {
      var pattern = new StringBuilder("M(");
      for (VariantNode item : items) {
        pattern.append(item.pattern());
      }
      return pattern.append(')').toString();
    }

    @Override
    public Variant base(VariantType type) throws GlibException {
      List<VariantType> types = type.kind() == '(' ? type.items() : List.of();
      if (type.kind() != '(' || types.size() != items.size()) {
        throw notOf(type);
      }
      var values = new ArrayList<Variant>();
      for (int i = 0; i < types.size(); i++) {
        values.add(items.get(i).value(types.get(i)));
      }
      return new Variant.Container(type, values);
    }
  }

  record Boxed(VariantNode child) implements VariantNode {
    @Override
    public String pattern() {
      return "Mv";
    }

    @Override
    public Variant base(VariantType type) throws GlibException {
      if (type.kind() != 'v') {
        throw notOf(type);
      }
      return Variant.boxed(child.value(VariantPattern.type(child.pattern())));
    }
  }

  record Dictionary(List<Entry> entries) implements VariantNode {
    @Override
    public String pattern() throws GlibException {
      if (entries.isEmpty()) {
        return "Ma{**}";
      }
      String key = keyPattern(entries.stream().map(Entry::key).toList());
      return "Ma{" + key + entries.getFirst().item().pattern() + "}";
    }

    /// The pattern of keys, which cannot be maybes.
    static String keyPattern(List<VariantNode> keys) throws GlibException {
      String common = commonPattern(keys);
      String key = common.substring(common.startsWith("M") ? 1 : 0).substring(0, 1);
      if (!(VariantType.BASIC + "NS").contains(key)) {
        throw new GlibException("a key is neither a number nor a string");
      }
      return key;
    }

    @Override
    public Variant base(VariantType type) throws GlibException {
      if (!type.isDictionary()) {
        throw notOf(type);
      }
      VariantType entry = type.element();
      var values = new ArrayList<Variant>();
      for (Entry e : entries) {
        values.add(e.base(entry));
      }
      return new Variant.Container(type, values);
    }
  }

  /// An entry of a dictionary, or one that stands alone.
  record Entry(VariantNode key, VariantNode item) implements VariantNode {
    @Override
    public String pattern() throws GlibException {
      return "M{" + Dictionary.keyPattern(List.of(key)) + item.pattern() + "}";
    }

    @Override
    public Variant base(VariantType type) throws GlibException {
      if (type.kind() != '{') {
        throw notOf(type);
      }
      List<VariantType> types = type.items();
      return new Variant.Container(
          type, List.of(key.value(types.getFirst()), item.value(types.getLast())));
    }
  }

  record Str(String text) implements VariantNode {
    private static final String OBJECT_PATH = "/|(/[A-Za-z0-9_]+)+";

    @Override
    public String pattern() {
      return "MS";
    }

    @Override
    public Variant base(VariantType type) throws GlibException {
      switch (type.kind()) {
        case 's' -> {}
        case 'o' -> {
          if (!text.matches(OBJECT_PATH)) {
            throw new GlibException("`" + text + "` is no object path");
          }
        }
        case 'g' -> VariantType.parse("(" + text + ")");
        default -> throw notOf(type);
      }
      return new Variant.Text(type, text);
    }
  }

  /// @param bytes a string whose characters are bytes
  record Bytes(String bytes) implements VariantNode {
    @Override
    public String pattern() {
      return "May";
    }

    @Override
    public Variant base(VariantType type) throws GlibException {
      if (!type.equals(VariantType.BYTES)) {
        throw notOf(type);
      }
      var values = new ArrayList<Variant>();
      bytes.chars().forEach(b -> values.add(new Variant.Scalar(type.element(), b)));
      return new Variant.Container(type, values);
    }
  }

  record Bool(boolean is) implements VariantNode {
    @Override
    public String pattern() {
      return "Mb";
    }

    @Override
    public Variant base(VariantType type) throws GlibException {
      if (type.kind() != 'b') {
        throw notOf(type);
      }
      return new Variant.Scalar(type, is ? 1 : 0);
    }
  }

  record Num(String word) implements VariantNode {
    @Override
    public String pattern() {
      boolean hex = word.startsWith("0x");
      return word.contains(".")
              || (!hex && word.contains("e"))
              || word.contains("inf")
              || word.contains("nan")
          ? "Md"
          : "MN";
    }

    @Override
    public Variant base(VariantType type) throws GlibException {
      return switch (type.kind()) {
        case 'd' -> new Variant.Scalar(type, VariantNumbers.ofDouble(word));
        case 'y', 'n', 'q', 'i', 'u', 'x', 't', 'h' ->
            new Variant.Scalar(type, VariantNumbers.integer(word, type.kind()));
        default -> throw notOf(type);
      };
    }
  }
}
