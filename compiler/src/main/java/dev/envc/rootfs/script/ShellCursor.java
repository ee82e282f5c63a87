package dev.envc.rootfs.script;

import java.util.ArrayList;
import java.util.List;

/// Reads words of bash: quotes, expansions, arrays. What stands in command substitutions is
/// collected, to be looked at as commands of their own.
final class ShellCursor {
  /// Deeper nesting is read as plain characters; real scripts have a handful of levels.
  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int depth;

  /// The texts of `$(…)`, backticks and `<(…)` so far.
  final List<String> substitutions = new ArrayList<>();

  ShellCursor(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  char peek() {
    return atEnd() ? '\n' : text.charAt(at);
  }

  boolean looksAt(String some) {
    return text.startsWith(some, at);
  }

  void skip(int count) {
    at = Math.min(text.length(), at + count);
  }

  void blanks() {
    while (!atEnd() && (peek() == ' ' || peek() == '\t' || looksAt("\\\n"))) {
      skip(peek() == '\\' ? 2 : 1);
    }
  }

  /// The rest of the line; the cursor stands behind its end.
  String line() {
    int end = text.indexOf('\n', at);
    end = end < 0 ? text.length() : end;
    String line = text.substring(at, end);
    at = Math.min(text.length(), end + 1);
    return line;
  }

  /// A word, without its quotes; expansions stay as they are written.
  String word() {
    var word = new StringBuilder();
    while (!atEnd() && " \t\n;&|<>()".indexOf(peek()) < 0) {
      part(word);
      if (peek() == '('
          && depth < DEEPEST
          && !word.isEmpty()
          && word.charAt(word.length() - 1) == '=') {
        array();
      }
    }
    return word.toString();
  }

  /// One character of a word, or a quoted or expanded part of it.
  void part(StringBuilder word) {
    char c = peek();
    if (c == '\'') {
      word.append(until('\''));
    } else if (c == '"') {
      doubleQuoted(word);
    } else if (c == '\\') {
      skip(1);
      word.append(peek());
      skip(1);
    } else if (looksAt("$'")) {
      skip(1);
      word.append(ansi());
    } else if (c == '$' || c == '`') {
      expansion(word);
    } else {
      word.append(c);
      skip(1);
    }
  }

  private String until(char quote) {
    int end = text.indexOf(quote, at + 1);
    end = end < 0 ? text.length() : end;
    String inside = text.substring(at + 1, end);
    at = Math.min(text.length(), end + 1);
    return inside;
  }

  private String ansi() {
    int start = ++at;
    while (!atEnd() && peek() != '\'') {
      skip(peek() == '\\' ? 2 : 1);
    }
    String inside = text.substring(Math.min(start, at), at);
    skip(1);
    return inside;
  }

  private void doubleQuoted(StringBuilder word) {
    skip(1);
    while (!atEnd() && peek() != '"') {
      if (peek() == '\\') {
        skip(1);
        word.append(peek());
        skip(1);
      } else if (peek() == '$' || peek() == '`') {
        expansion(word);
      } else {
        word.append(peek());
        skip(1);
      }
    }
    skip(1);
  }

  private void expansion(StringBuilder word) {
    int start = at;
    if (depth > DEEPEST) {
      skip(1);
    } else if (peek() == '`') {
      substitutions.add(until('`'));
    } else if (looksAt("$((")) {
      skip(1);
      balanced('(', ')');
    } else if (looksAt("$(")) {
      skip(1);
      substitution();
    } else if (looksAt("${")) {
      skip(1);
      balanced('{', '}');
    } else {
      skip(1);
    }
    word.append(text, start, at);
  }

  /// `(…)` of a command substitution.
  void substitution() {
    int start = at + 1;
    int outer = substitutions.size();
    balanced('(', ')');
    // What is nested in it is found when its own text is read.
    substitutions.subList(outer, substitutions.size()).clear();
    substitutions.add(text.substring(Math.min(start, at), Math.max(Math.min(start, at), at - 1)));
  }

  /// To behind the bracket that closes the one here; quotes and expansions inside count.
  private void balanced(char open, char close) {
    int brackets = 0;
    var ignored = new StringBuilder();
    depth++;
    do {
      char c = peek();
      if (c == open || c == close) {
        brackets += c == open ? 1 : -1;
        skip(1);
      } else {
        part(ignored);
      }
    } while (brackets > 0 && !atEnd());
    depth--;
  }

  private void array() {
    skip(1);
    depth++;
    while (!atEnd() && peek() != ')') {
      if (" \t\n;&|<>(".indexOf(peek()) >= 0) {
        skip(1);
      } else {
        word();
      }
    }
    skip(1);
    depth--;
  }
}
