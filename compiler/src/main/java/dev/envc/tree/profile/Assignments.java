package dev.envc.tree.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads `make.defaults` and make.conf (PMS 5.2.4): assignments in a small part of bash's syntax.
/// Nothing is executed; what is not understood is a problem and is skipped.
final class Assignments {
  /// How long a value may become by expansion, in UTF-16 units.
  private static final int MAX_VALUE = 1 << 20;

  /// A variable's value and where it was assigned.
  record Value(String text, Origin origin) {}

  private final String file;
  private final String text;
  private final Map<String, String> environment;
  private final List<ProfileProblem> problems;
  private final SequencedMap<String, Value> values = new LinkedHashMap<>();
  private int at;

  /// Lines are counted up to here.
  private int counted;

  private int line = 1;

  private Assignments(
      String file, String text, Map<String, String> environment, List<ProfileProblem> problems) {
    this.file = file;
    this.text = text;
    this.environment = environment;
    this.problems = problems;
  }

  /// The assignments of a text, in their order. `environment` gives the values that `$NAME` stands
  /// for, and gets those that are assigned.
  static SequencedMap<String, Value> read(
      String file, String text, Map<String, String> environment, List<ProfileProblem> problems) {
    var reader = new Assignments(file, text, environment, problems);
    reader.readAll();
    return reader.values;
  }

  private void readAll() {
    while (skipToStatement()) {
      int start = line();
      String name = name();
      if (name.equals("export")) {
        skipBlanks();
        name = name();
      }
      if (name.isEmpty() || peek() != '=') {
        problem(start, "This is not an assignment.");
        skipLine();
        continue;
      }
      at++;
      StringBuilder value = value(start);
      if (value == null) {
        return;
      }
      values.put(name, new Value(value.toString(), new Origin(file, start)));
      environment.put(name, value.toString());
    }
  }

  private boolean skipToStatement() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        skipLine();
      } else if (isBlank(c) || c == '\n' || c == ';') {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private int line() {
    for (; counted < at; counted++) {
      if (text.charAt(counted) == '\n') {
        line++;
      }
    }
    return line;
  }

  private String name() {
    int start = at;
    while (at < text.length() && isNameCharacter(text.charAt(at), at == start)) {
      at++;
    }
    return text.substring(start, at);
  }

  /// The word after `=`; null if a quote is not closed.
  private @Nullable StringBuilder value(int start) {
    var value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || isBlank(c) || c == ';') {
        break;
      }
      at++;
      switch (c) {
        case '\'' -> {
          int end = text.indexOf('\'', at);
          if (end < 0) {
            return unclosed(start);
          }
          append(value, text.substring(at, end));
          at = end + 1;
        }
        case '"' -> {
          if (!doubleQuoted(value)) {
            return unclosed(start);
          }
        }
        case '\\' -> escaped(value, false);
        case '$' -> expand(value);
        default -> value.append(c);
      }
    }
    if (value.length() >= MAX_VALUE) {
      problem(start, "The value becomes too long.");
    }
    return value;
  }

  private @Nullable StringBuilder unclosed(int start) {
    problem(start, "A quote is not closed.");
    return null;
  }

  private boolean doubleQuoted(StringBuilder value) {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case '"' -> {
          return true;
        }
        case '\\' -> escaped(value, true);
        case '$' -> expand(value);
        default -> append(value, String.valueOf(c));
      }
    }
    return false;
  }

  private void escaped(StringBuilder value, boolean quoted) {
    if (at == text.length()) {
      return;
    }
    char c = text.charAt(at++);
    if (c == '\n') {
      return;
    }
    if (quoted && "$`\"\\".indexOf(c) < 0) {
      value.append('\\').append(c);
    } else {
      value.append(c);
    }
  }

  private void expand(StringBuilder value) {
    boolean braces = peek() == '{';
    int start = braces ? at + 1 : at;
    int end = start;
    while (end < text.length() && isNameCharacter(text.charAt(end), end == start)) {
      end++;
    }
    if (end == start || (braces && (end == text.length() || text.charAt(end) != '}'))) {
      value.append('$');
      return;
    }
    append(value, environment.getOrDefault(text.substring(start, end), ""));
    at = braces ? end + 1 : end;
  }

  private void append(StringBuilder value, String part) {
    int room = MAX_VALUE - value.length();
    value.append(part, 0, Math.min(part.length(), Math.max(room, 0)));
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private void skipLine() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void problem(int at, String message) {
    problems.add(new ProfileProblem(ProfileProblem.Kind.SYNTAX, message, new Origin(file, at)));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private static boolean isNameCharacter(char c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (!first && c >= '0' && c <= '9');
  }
}
