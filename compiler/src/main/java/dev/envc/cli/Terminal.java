package dev.envc.cli;

import java.util.Map;

/// What standard error is: a terminal of some width, or not one (`columns` 0). Colour is used on a
/// terminal unless NO_COLOR is set or TERM is `dumb`.
record Terminal(int columns, boolean colour) {
  static final Terminal NONE = new Terminal(0, false);

  /// The launcher says in ENVC_TERMINAL how many columns standard error has, when it is a terminal.
  static Terminal detect(Map<String, String> environment) {
    int columns = number(environment.getOrDefault("ENVC_TERMINAL", ""));
    boolean plain =
        environment.containsKey("NO_COLOR") || environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(columns, columns > 0 && !plain);
  }

  private static int number(String text) {
    return !text.isEmpty() && text.length() < 5 && text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(text)
        : 0;
  }
}
