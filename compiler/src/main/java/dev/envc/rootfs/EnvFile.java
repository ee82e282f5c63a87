package dev.envc.rootfs;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A file of assignments in shell syntax, as Portage reads /etc/env.d: `NAME="value"` with single
/// and double quotes and backslashes, comments, an optional `export`. Nothing is expanded.
final class EnvFile {
  private final String text;
  private int at;

  private EnvFile(String text) {
    this.text = text;
  }

  /// The variables in order; what is no assignment is passed over.
  static SequencedMap<String, String> parse(String text) {
    return new EnvFile(text).assignments();
  }

  private SequencedMap<String, String> assignments() {
    var result = new LinkedHashMap<String, String>();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        skipLine();
      } else if (isNameStart(c)) {
        assignment(result);
      } else {
        at++;
      }
    }
    return result;
  }

  private void assignment(SequencedMap<String, String> result) {
    int start = at;
    while (at < text.length() && isName(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    if (at < text.length() && text.charAt(at) == '=') {
      at++;
      result.put(name, value());
    } else if (!name.equals("export")) {
      skipLine();
    }
  }

  private String value() {
    var value = new StringBuilder();
    char quote = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (quote == 0 && (Character.isWhitespace(c) || c == ';')) {
        break;
      }
      at++;
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != '\'' && at < text.length()) {
        escape(value, quote);
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private void escape(StringBuilder value, char quote) {
    char next = text.charAt(at++);
    if (quote == '"' && "\"\\".indexOf(next) < 0 && next != '\n') {
      value.append('\\');
    }
    if (next != '\n') {
      value.append(next);
    }
  }

  private void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end + 1;
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isName(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
  }
}
