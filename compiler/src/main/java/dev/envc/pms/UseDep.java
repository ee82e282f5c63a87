package dev.envc.pms;

import java.util.Optional;
import java.util.function.Predicate;

/// One USE dependency of an atom (PMS 8.3.4).
public record UseDep(String flag, Kind kind, Default missing) {

  /// What is asked of the flag.
  public enum Kind {
    /// `[flag]`
    ENABLED("", ""),
    /// `[-flag]`
    DISABLED("-", ""),
    /// `[flag=]`: as in the package that depends.
    EQUAL("", "="),
    /// `[!flag=]`: the opposite of the package that depends.
    OPPOSITE("!", "="),
    /// `[flag?]`: enabled if it is enabled in the package that depends.
    IF_ENABLED("", "?"),
    /// `[!flag?]`: disabled if it is disabled in the package that depends.
    IF_DISABLED("!", "?");

    private final String prefix;
    private final String suffix;

    Kind(String prefix, String suffix) {
      this.prefix = prefix;
      this.suffix = suffix;
    }

    /// Whether what is asked depends on the package that depends.
    public boolean isConditional() {
      return this != ENABLED && this != DISABLED;
    }
  }

  /// What a package counts as that does not have the flag.
  public enum Default {
    /// It does not match.
    NONE(""),
    /// `(+)`
    ENABLED("(+)"),
    /// `(-)`
    DISABLED("(-)");

    private final String text;

    Default(String text) {
      this.text = text;
    }
  }

  /// Whether the text is the name of a flag (PMS 3.1.4).
  public static boolean isFlagName(String text) {
    return Names.badInFlag(text) < 0;
  }

  /// Reads one item between the brackets of an atom, such as `!flag(+)?`.
  public static Parsed<UseDep> tryParse(String text) {
    int start = text.startsWith("!") || text.startsWith("-") ? 1 : 0;
    int end = text.endsWith("?") || text.endsWith("=") ? text.length() - 1 : text.length();
    Kind kind = null;
    for (Kind candidate : Kind.values()) {
      if (candidate.prefix.length() == start
          && text.startsWith(candidate.prefix)
          && text.length() - end == candidate.suffix.length()
          && text.endsWith(candidate.suffix)) {
        kind = candidate;
      }
    }
    if (kind == null || end < start) {
      return new Parsed.Bad<>(
          "A USE dependency is flag, -flag, flag?, !flag?, flag= or !flag=.", 0);
    }
    String body = text.substring(start, end);
    Default missing = Default.NONE;
    if (body.endsWith("(+)")) {
      missing = Default.ENABLED;
    } else if (body.endsWith("(-)")) {
      missing = Default.DISABLED;
    }
    String flag = body.substring(0, body.length() - missing.text.length());
    int bad = Names.badInFlag(flag);
    if (bad >= 0) {
      return new Parsed.Bad<>("This cannot stand in the name of a USE flag.", start + bad);
    }
    return new Parsed.Ok<>(new UseDep(flag, kind, missing));
  }

  /// As [#tryParse].
  ///
  /// @throws PmsSyntaxException if `text` is not a USE dependency
  public static UseDep parse(String text) {
    return tryParse(text).orElseThrow();
  }

  /// This dependency as seen by a package with the flags `parentUse`: an unconditional one, or
  /// empty if nothing is asked.
  public Optional<UseDep> evaluate(Predicate<String> parentUse) {
    return switch (kind) {
      case ENABLED, DISABLED -> Optional.of(this);
      case EQUAL -> Optional.of(as(parentUse.test(flag) ? Kind.ENABLED : Kind.DISABLED));
      case OPPOSITE -> Optional.of(as(parentUse.test(flag) ? Kind.DISABLED : Kind.ENABLED));
      case IF_ENABLED -> parentUse.test(flag) ? Optional.of(as(Kind.ENABLED)) : Optional.empty();
      case IF_DISABLED -> parentUse.test(flag) ? Optional.empty() : Optional.of(as(Kind.DISABLED));
    };
  }

  /// Whether `candidate` satisfies this for a package with the flags `parentUse`.
  ///
  /// A candidate that does not have the flag matches only through the default (PMS 8.3.4), even
  /// where the condition asks nothing of it.
  public boolean matches(PackageFacts candidate, Predicate<String> parentUse) {
    boolean known = candidate.hasFlag(flag);
    if (!known && missing == Default.NONE) {
      return false;
    }
    return switch (kind) {
      case ENABLED -> isOn(candidate, known);
      case DISABLED -> !isOn(candidate, known);
      case EQUAL -> isOn(candidate, known) == parentUse.test(flag);
      case OPPOSITE -> isOn(candidate, known) != parentUse.test(flag);
      case IF_ENABLED -> !parentUse.test(flag) || isOn(candidate, known);
      case IF_DISABLED -> parentUse.test(flag) || !isOn(candidate, known);
    };
  }

  private boolean isOn(PackageFacts candidate, boolean known) {
    return known ? candidate.isEnabled(flag) : missing == Default.ENABLED;
  }

  private UseDep as(Kind newKind) {
    return new UseDep(flag, newKind, missing);
  }

  @Override
  public String toString() {
    return kind.prefix + flag + missing.text + kind.suffix;
  }
}
