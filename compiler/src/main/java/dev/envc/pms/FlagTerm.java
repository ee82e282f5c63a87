package dev.envc.pms;

import java.util.function.Predicate;

/// A leaf of REQUIRED_USE: `flag` or `!flag`.
public record FlagTerm(String flag, boolean negated) {

  /// Reads `flag` or `!flag`.
  public static Parsed<FlagTerm> tryParse(String text) {
    boolean negated = text.startsWith("!");
    String flag = negated ? text.substring(1) : text;
    int bad = Names.badInFlag(flag);
    if (bad >= 0) {
      return new Parsed.Bad<>(
          "This cannot stand in the name of a USE flag.", negated ? bad + 1 : bad);
    }
    return new Parsed.Ok<>(new FlagTerm(flag, negated));
  }

  /// As [#tryParse].
  ///
  /// @throws PmsSyntaxException if `text` is not a flag
  public static FlagTerm parse(String text) {
    return tryParse(text).orElseThrow();
  }

  /// Whether the term is true.
  public boolean holds(Predicate<String> use) {
    return use.test(flag) != negated;
  }

  @Override
  public String toString() {
    return negated ? "!" + flag : flag;
  }
}
