package dev.envc.pms;

import dev.envc.pms.Parsed.Bad;
import dev.envc.pms.Parsed.Ok;
import java.util.ArrayList;
import java.util.List;

/// The version manipulation commands of EAPI 7 (PMS 12.3.14): `ver_cut`, `ver_rs`, `ver_test`.
///
/// They split any text into components, which are runs of digits or of letters, and the separators
/// around and between them.
public final class VersionFunctions {
  private VersionFunctions() {}

  /// The components of `version` in `range` with the separators between them: `ver_cut`. A range is
  /// `m`, `m-` or `m-n`; component 0 is what stands before the first separator's right-hand side.
  public static Parsed<String> cut(String range, String version) {
    return switch (Range.parse(range)) {
      case Bad<Range>(var message, var offset) -> new Bad<>(message, offset);
      case Ok<Range>(var wanted) -> new Ok<>(cut(wanted, split(version)));
    };
  }

  private static String cut(Range range, List<String> parts) {
    int components = parts.size() / 2;
    int end = Math.min(range.end(), components);
    if (range.start() > components) {
      return "";
    }
    // Part 2k is separator k, part 2k+1 component k+1. The separator before the first component
    // belongs to component 0, the one after the last to an open range.
    int from = range.start() == 0 ? 0 : range.start() * 2 - 1;
    int to = range.end() > components ? parts.size() : end * 2;
    return String.join("", parts.subList(Math.min(from, to), to));
  }

  /// `version` with separators replaced: `ver_rs`. `replacements` alternates ranges of separators
  /// and what they become; a separator that is empty is only replaced between two components.
  public static Parsed<String> replaceSeparators(List<String> replacements, String version) {
    if (replacements.size() % 2 != 0) {
      return new Bad<>("Each range of separators needs a replacement.", 0);
    }
    List<String> parts = new ArrayList<>(split(version));
    int last = parts.size() / 2;
    for (int i = 0; i < replacements.size(); i += 2) {
      if (!(Range.parse(replacements.get(i)) instanceof Ok<Range>(var range))) {
        return new Bad<>("A range is m, m- or m-n.", 0);
      }
      for (int k = range.start(); k <= Math.min(range.end(), last); k++) {
        boolean outermost = k == 0 || k == last;
        if (!outermost || !parts.get(k * 2).isEmpty()) {
          parts.set(k * 2, replacements.get(i + 1));
        }
      }
    }
    return new Ok<>(String.join("", parts));
  }

  /// Compares two versions with one of `-eq`, `-ne`, `-lt`, `-le`, `-gt`, `-ge`: `ver_test`.
  public static Parsed<Boolean> test(String left, String operator, String right) {
    if (!(Version.tryParse(left) instanceof Ok<Version>(var a))) {
      return new Bad<>("The left-hand side is not a version.", 0);
    }
    if (!(Version.tryParse(right) instanceof Ok<Version>(var b))) {
      return new Bad<>("The right-hand side is not a version.", 0);
    }
    int order = a.compareTo(b);
    return switch (operator) {
      case "-eq" -> new Ok<>(order == 0);
      case "-ne" -> new Ok<>(order != 0);
      case "-lt" -> new Ok<>(order < 0);
      case "-le" -> new Ok<>(order <= 0);
      case "-gt" -> new Ok<>(order > 0);
      case "-ge" -> new Ok<>(order >= 0);
      default -> new Bad<>("The operator is one of -eq, -ne, -lt, -le, -gt and -ge.", 0);
    };
  }

  /// Separators at even, components at odd places; the first and the last part are separators.
  private static List<String> split(String version) {
    var parts = new ArrayList<String>();
    int at = 0;
    do {
      int start = at;
      while (at < version.length() && !Names.isAlnum(version.charAt(at))) {
        at++;
      }
      parts.add(version.substring(start, at));
      if (at < version.length()) {
        start = at;
        boolean digits = Names.isDigit(version.charAt(at));
        while (at < version.length()
            && Names.isAlnum(version.charAt(at))
            && Names.isDigit(version.charAt(at)) == digits) {
          at++;
        }
        parts.add(version.substring(start, at));
        if (at == version.length()) {
          parts.add("");
        }
      }
    } while (at < version.length());
    return parts;
  }

  private record Range(int start, int end) {
    static Parsed<Range> parse(String text) {
      int hyphen = text.indexOf('-');
      String first = hyphen < 0 ? text : text.substring(0, hyphen);
      String second = hyphen < 0 ? first : text.substring(hyphen + 1);
      if (!isNumber(first) || !(second.isEmpty() || isNumber(second))) {
        return new Bad<>("A range is m, m- or m-n.", 0);
      }
      int start = number(first);
      int end = second.isEmpty() ? Integer.MAX_VALUE : number(second);
      return start > end
          ? new Bad<>("The end of a range comes after its start.", hyphen + 1)
          : new Ok<>(new Range(start, end));
    }

    private static boolean isNumber(String text) {
      return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Numbers beyond every version's components are all alike.
    private static int number(String text) {
      int value = 0;
      for (int i = 0; i < text.length() && value < 100_000_000; i++) {
        value = value * 10 + text.charAt(i) - '0';
      }
      return value;
    }
  }
}
