package dev.envc.rootfs.script.glib;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// GVariant's text format, as g_variant_parse reads it (GVariant Text Format).
public final class VariantText {
  /// A longer value is nobody's default.
  private static final int MOST_LENGTH = 1 << 16;

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("boolean", "b"),
          Map.entry("byte", "y"),
          Map.entry("int16", "n"),
          Map.entry("uint16", "q"),
          Map.entry("int32", "i"),
          Map.entry("handle", "h"),
          Map.entry("uint32", "u"),
          Map.entry("int64", "x"),
          Map.entry("uint64", "t"),
          Map.entry("double", "d"),
          Map.entry("string", "s"),
          Map.entry("objectpath", "o"),
          Map.entry("signature", "g"));

  private final VariantTokens tokens;

  private VariantText(String text) {
    this.tokens = new VariantTokens(text);
  }

  /// Reads a value of a type.
  ///
  /// @throws GlibException when it is none
  public static Variant parse(VariantType type, String text) throws GlibException {
    if (text.length() > MOST_LENGTH) {
      throw new GlibException("a value is longer than " + MOST_LENGTH + " characters");
    }
    var parser = new VariantText(text);
    VariantNode node = parser.value(VariantType.MOST_DEPTH);
    if (!parser.tokens.peek().isEmpty()) {
      throw new GlibException("`" + parser.tokens.peek() + "` is behind the value");
    }
    return node.value(type);
  }

  private VariantNode value(int depth) throws GlibException {
    if (depth == 0) {
      throw new GlibException("a value is nested too deeply");
    }
    String word = tokens.peek();
    char c = word.isEmpty() ? ' ' : word.charAt(0);
    return switch (c) {
      case '[' -> array(depth - 1);
      case '(' -> tuple(depth - 1);
      case '<' -> boxed(depth - 1);
      case '{' -> dictionary(depth - 1);
      case '\'', '"' -> new VariantNode.Str(VariantQuotes.string(tokens.take()));
      case '@' -> {
        VariantType type = VariantType.parse(tokens.take().substring(1));
        yield new VariantNode.Typed(type, value(depth - 1));
      }
      default -> word(word, c, depth);
    };
  }

  private VariantNode boxed(int depth) throws GlibException {
    tokens.take();
    var boxed = new VariantNode.Boxed(value(depth));
    tokens.require(">");
    return boxed;
  }

  private VariantNode word(String word, char c, int depth) throws GlibException {
    if (word.equals("true") || word.equals("false")) {
      return new VariantNode.Bool(tokens.take().equals("true"));
    }
    if (VariantTokens.isDigit(c)
        || "-+.".indexOf(c) >= 0
        || word.equals("inf")
        || word.equals("nan")) {
      return new VariantNode.Num(tokens.take());
    }
    if (word.length() > 1 && c == 'b' && VariantTokens.isQuote(word.charAt(1))) {
      return new VariantNode.Bytes(VariantQuotes.bytes(tokens.take()));
    }
    if (tokens.takeIf("nothing")) {
      return new VariantNode.Nothing();
    }
    if (tokens.takeIf("just")) {
      return new VariantNode.Just(value(depth - 1));
    }
    String type = TYPES.get(word);
    if (type == null) {
      throw new GlibException("a value is expected before `" + word + "`");
    }
    tokens.take();
    return new VariantNode.Typed(new VariantType(type), value(depth - 1));
  }

  private VariantNode array(int depth) throws GlibException {
    tokens.take();
    var items = new ArrayList<VariantNode>();
    while (!tokens.takeIf("]")) {
      if (!items.isEmpty()) {
        tokens.require(",");
      }
      items.add(value(depth));
    }
    return new VariantNode.Array(items);
  }

  /// A tuple has a comma behind its first item, also when that is the only one.
  private VariantNode tuple(int depth) throws GlibException {
    tokens.take();
    var items = new ArrayList<VariantNode>();
    while (!tokens.takeIf(")")) {
      if (items.size() > 1) {
        tokens.require(",");
      }
      items.add(value(depth));
      if (items.size() == 1) {
        tokens.require(",");
      }
    }
    return new VariantNode.Tuple(items);
  }

  /// `{key: value, …}`, or a single entry `{key, value}`.
  private VariantNode dictionary(int depth) throws GlibException {
    tokens.take();
    List<VariantNode.Entry> entries = new ArrayList<>();
    while (!tokens.takeIf("}")) {
      if (!entries.isEmpty()) {
        tokens.require(",");
      }
      VariantNode key = value(depth);
      if (entries.isEmpty() && tokens.takeIf(",")) {
        var entry = new VariantNode.Entry(key, value(depth));
        tokens.require("}");
        return entry;
      }
      tokens.require(":");
      entries.add(new VariantNode.Entry(key, value(depth)));
    }
    return new VariantNode.Dictionary(entries);
  }
}
