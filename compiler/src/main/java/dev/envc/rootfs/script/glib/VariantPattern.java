package dev.envc.rootfs.script.glib;

/// The types that a text can have: a type string in which `*` is any type, `N` a number, `S` a
/// string, and `M` an optional `m` (GLib's text format: what is written without a type gets one
/// that all elements of an array can have).
final class VariantPattern {
  private static final String NUMBERS = "ynqiuxthd";
  private static final String STRINGS = "sog";

  private final StringBuilder merged = new StringBuilder();
  private final String[] sides;
  private final int[] at = {0, 0};

  private VariantPattern(String left, String right) {
    this.sides = new String[] {left, right};
  }

  /// The most general pattern of what both can be.
  ///
  /// @throws GlibException when there is none
  static String merge(String left, String right) throws GlibException {
    var pattern = new VariantPattern(left, right);
    while (pattern.isLeft(0) && pattern.isLeft(1)) {
      if (!pattern.same() && !pattern.step(0) && !pattern.step(1)) {
        break;
      }
    }
    if (pattern.isLeft(0) || pattern.isLeft(1)) {
      throw new GlibException("the elements of an array have no common type");
    }
    return pattern.merged.toString();
  }

  /// The type to take where nothing else says which.
  static VariantType type(String pattern) throws GlibException {
    if (pattern.indexOf('*') >= 0) {
      throw new GlibException("a value has no type");
    }
    return new VariantType(pattern.replace("M", "").replace('S', 's').replace('N', 'i'));
  }

  private boolean isLeft(int side) {
    return at[side] < sides[side].length();
  }

  private char next(int side) {
    return sides[side].charAt(at[side]);
  }

  private void take(int side) {
    merged.append(next(side));
    at[side]++;
  }

  private boolean same() {
    if (next(0) != next(1)) {
      return false;
    }
    take(0);
    at[1]++;
    return true;
  }

  /// What one side leaves open is what the other has.
  private boolean step(int open) {
    int other = 1 - open;
    char has = next(other);
    char c = next(open);
    if (c == '*' && has != ')') {
      takeType(other);
      at[open]++;
    } else if (c == 'M' && has == 'm') {
      take(other);
    } else if (c == 'M' && has != '*') {
      at[open]++;
    } else if ((c == 'N' && NUMBERS.indexOf(has) >= 0) || (c == 'S' && STRINGS.indexOf(has) >= 0)) {
      take(other);
      at[open]++;
    } else {
      return false;
    }
    return true;
  }

  private void takeType(int side) {
    while (isLeft(side) && "amM".indexOf(next(side)) >= 0) {
      take(side);
    }
    int brackets = 0;
    do {
      if (!isLeft(side)) {
        return;
      }
      char c = next(side);
      brackets += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
      take(side);
    } while (brackets > 0);
  }
}
