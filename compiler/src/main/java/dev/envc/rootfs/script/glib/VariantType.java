package dev.envc.rootfs.script.glib;

import java.util.ArrayList;
import java.util.List;

/// The type of a GVariant, as its type string: `b y n q i u x t h d s o g v`, `aT`, `mT`, `(T…)`,
/// `{KT}` (GVariant specification 1.0). Always definite.
public record VariantType(String text) {
  static final String BASIC = "bynqiuxthdsog";

  /// How deep types and values may be nested, as in GLib.
  static final int MOST_DEPTH = 128;

  public static final VariantType STRING = new VariantType("s");
  public static final VariantType WORDS = new VariantType("au");
  static final VariantType BYTES = new VariantType("ay");
  static final VariantType ANY = new VariantType("v");

  /// @throws GlibException when it is no definite type
  public static VariantType parse(String text) throws GlibException {
    if (end(text, 0, 0) != text.length()) {
      throw new GlibException("`" + text + "` is no type");
    }
    return new VariantType(text);
  }

  static VariantType arrayOf(VariantType element) {
    return new VariantType("a" + element.text);
  }

  /// The tuple of some types.
  static VariantType tuple(List<VariantType> items) {
    return new VariantType("(" + String.join("", items.stream().map(t -> t.text).toList()) + ")");
  }

  /// Where the type ends that begins at a place; -1 when none does.
  private static int end(String text, int start, int depth) {
    if (start >= text.length() || depth > MOST_DEPTH) {
      return -1;
    }
    char c = text.charAt(start);
    return switch (c) {
      case 'a', 'm' -> end(text, start + 1, depth + 1);
      case '(' -> {
        int at = start + 1;
        while (at > 0 && at < text.length() && text.charAt(at) != ')') {
          at = end(text, at, depth + 1);
        }
        yield at > 0 && at < text.length() ? at + 1 : -1;
      }
      case '{' -> {
        boolean key = start + 1 < text.length() && BASIC.indexOf(text.charAt(start + 1)) >= 0;
        int at = key ? end(text, start + 2, depth + 1) : -1;
        yield at > 0 && at < text.length() && text.charAt(at) == '}' ? at + 1 : -1;
      }
      default -> c == 'v' || BASIC.indexOf(c) >= 0 ? start + 1 : -1;
    };
  }

  /// The first character of the type.
  public char kind() {
    return text.charAt(0);
  }

  boolean isDictionary() {
    return text.startsWith("a{");
  }

  /// What an array or a maybe has in it.
  public VariantType element() {
    return new VariantType(text.substring(1));
  }

  /// What a tuple or the entry of a dictionary is made of.
  List<VariantType> items() {
    var items = new ArrayList<VariantType>();
    for (int at = 1; at < text.length() - 1; ) {
      int end = end(text, at, 0);
      items.add(new VariantType(text.substring(at, end)));
      at = end;
    }
    return items;
  }

  /// The alignment of its values, in bytes.
  int alignment() {
    return switch (kind()) {
      case 'n', 'q' -> 2;
      case 'i', 'u', 'h' -> 4;
      case 'x', 't', 'd', 'v' -> 8;
      case 'a', 'm' -> element().alignment();
      case '(', '{' -> items().stream().mapToInt(VariantType::alignment).max().orElse(1);
      default -> 1;
    };
  }

  /// The size of each of its values in bytes; 0 when that differs.
  int fixedSize() {
    return switch (kind()) {
      case 'b', 'y' -> 1;
      case 'n', 'q', 'i', 'u', 'h', 'x', 't', 'd' -> alignment();
      case '(', '{' -> {
        int size = 0;
        for (VariantType item : items()) {
          if (item.fixedSize() == 0) {
            yield 0;
          }
          size = VariantBytes.aligned(size, item.alignment()) + item.fixedSize();
        }
        yield size == 0 ? 1 : VariantBytes.aligned(size, alignment());
      }
      default -> 0;
    };
  }
}
