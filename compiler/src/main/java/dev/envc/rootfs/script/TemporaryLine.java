package dev.envc.rootfs.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A line of tmpfiles.d(5): type with modifiers, path, mode, user, group, age and an argument,
/// which is the rest of the line. What is left out or `-` is empty.
///
/// @param text the line as it stands in the file
record TemporaryLine(
    String text,
    char type,
    String modifiers,
    String path,
    String mode,
    String user,
    String group,
    String argument) {
  private static final int FIELDS = 6;

  private static final String FACTORY = "usr/share/factory/";

  /// What specifiers stand for that the build of an image knows; others are of the machine that
  /// runs.
  private static final Map<Character, String> SPECIFIERS =
      Map.ofEntries(
          Map.entry('%', "%"),
          Map.entry('C', "/var/cache"),
          Map.entry('g', "root"),
          Map.entry('G', "0"),
          Map.entry('h', "/root"),
          Map.entry('L', "/var/log"),
          Map.entry('S', "/var/lib"),
          Map.entry('t', "/run"),
          Map.entry('T', "/tmp"),
          Map.entry('u', "root"),
          Map.entry('U', "0"),
          Map.entry('V', "/var/tmp"));

  /// The line; empty when it is not understood.
  static Optional<TemporaryLine> parse(String text) {
    var fields = new ArrayList<String>();
    int at = 0;
    while (at < text.length() && fields.size() < FIELDS) {
      var field = new StringBuilder();
      at = field(text, at, field);
      if (at < 0) {
        return Optional.empty();
      }
      fields.add(field.toString());
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
    }
    if (fields.size() < 2 || fields.getFirst().isEmpty()) {
      return Optional.empty();
    }
    while (fields.size() < FIELDS) {
      fields.add("");
    }
    String word = fields.getFirst();
    String argument = given(text.substring(at));
    return expanded(fields.get(1))
        .filter(path -> path.startsWith("/"))
        .map(TemporaryLine::simplified)
        .filter(path -> !("/" + path + "/").contains("/../"))
        .map(
            path ->
                new TemporaryLine(
                    text,
                    word.charAt(0),
                    word.substring(1),
                    path,
                    given(fields.get(2)),
                    given(fields.get(3)),
                    given(fields.get(4)),
                    argument));
  }

  /// A path without what leads nowhere else, relative to the root.
  private static String simplified(String path) {
    return Arrays.stream(path.split("/"))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .collect(Collectors.joining("/"));
  }

  private static String given(String field) {
    return field.equals("-") ? "" : field;
  }

  /// One field, quoted or not; a backslash takes from the character behind it what it means.
  ///
  /// @return where it ends, or -1 when a quote is not closed
  private static int field(String text, int start, StringBuilder field) {
    char quote = 0;
    int at = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (quote == 0 && isBlank(c)) {
        return at;
      }
      at++;
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && at == text.length()) {
        return -1;
      } else {
        field.append(c == '\\' ? text.charAt(at++) : c);
      }
    }
    return quote == 0 ? at : -1;
  }

  /// What is behind a backslash, as in C.
  ///
  /// @return where it ends, or -1 when it is no escape
  private static int escape(String text, int at, StringBuilder out) {
    if (at == text.length()) {
      return -1;
    }
    char c = text.charAt(at);
    int plain = "abfnrtv\\\"'s".indexOf(c);
    if (plain >= 0) {
      out.append("\u0007\b\f\n\r\t\u000b\\\"' ".charAt(plain));
      return at + 1;
    }
    return switch (c) {
      case 'x' -> number(text, at + 1, 2, 16, out);
      case 'u' -> number(text, at + 1, 4, 16, out);
      case 'U' -> number(text, at + 1, 8, 16, out);
      default -> number(text, at, 3, 8, out);
    };
  }

  private static int number(String text, int at, int digits, int radix, StringBuilder out) {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0 || value > Character.MAX_CODE_POINT) {
        return -1;
      }
      value = value * radix + digit;
    }
    if (value == 0 || value > Character.MAX_CODE_POINT || (digits < 4 && value > 0x7f)) {
      return -1;
    }
    out.appendCodePoint(value);
    return at + digits;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /// A text with its specifiers replaced; empty where one is of the machine that runs.
  private static Optional<String> expanded(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        String value = i + 1 < text.length() ? SPECIFIERS.get(text.charAt(i + 1)) : null;
        if (value == null) {
          return Optional.empty();
        }
        out.append(value);
        i++;
      } else {
        out.append(c);
      }
    }
    return Optional.of(out.toString());
  }

  boolean has(char modifier) {
    return modifiers.indexOf(modifier) >= 0;
  }

  /// The target of a link.
  Optional<String> link() {
    return argument.isEmpty()
        ? Optional.of("/" + FACTORY + path)
        : expanded(argument).flatMap(TemporaryLine::unescaped);
  }

  /// The path of what is copied.
  Optional<String> source() {
    return link().filter(a -> a.startsWith("/")).map(a -> a.substring(1));
  }

  /// Whether the argument is one that the type can have.
  boolean hasArgument() {
    return switch (type) {
      case 'f', 'F' -> bytes().isPresent();
      case 'L' -> link().isPresent();
      case 'C' -> source().isPresent();
      default -> true;
    };
  }

  /// The argument as bytes of a file.
  Optional<byte[]> bytes() {
    if (has('~')) {
      try {
        return argument.length() % 4 == 0
            ? Optional.of(Base64.getDecoder().decode(argument))
            : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return expanded(argument)
        .flatMap(TemporaryLine::unescaped)
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> unescaped(String text) {
    var out = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      char c = text.charAt(at++);
      if (c == '\\') {
        at = escape(text, at, out);
        if (at < 0) {
          return Optional.empty();
        }
      } else {
        out.append(c);
      }
    }
    return Optional.of(out.toString());
  }

  /// Whether the path is a pattern.
  boolean isPattern() {
    return "ezZmw".indexOf(type) >= 0;
  }
}
