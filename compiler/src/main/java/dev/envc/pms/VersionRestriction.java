package dev.envc.pms;

import java.util.Comparator;

/// An operator and its version: `<1`, `=1.2*`, `~3`. Ordered by version, then operator.
public record VersionRestriction(VersionOperator operator, Version version)
    implements Comparable<VersionRestriction> {
  private static final Comparator<VersionRestriction> ORDER =
      Comparator.comparing(VersionRestriction::version).thenComparing(VersionRestriction::operator);

  public VersionRestriction {
    if (operator == VersionOperator.NONE) {
      throw new IllegalArgumentException("a restriction has an operator");
    }
  }

  /// Reads an operator and a version.
  public static Parsed<VersionRestriction> tryParse(String text) {
    for (VersionOperator operator : AtomParser.OPERATORS) {
      if (text.startsWith(operator.toString())) {
        int start = operator.toString().length();
        boolean glob = operator == VersionOperator.EQUAL && text.endsWith("*");
        VersionOperator found = glob ? VersionOperator.EQUAL_GLOB : operator;
        String version = text.substring(start, glob ? text.length() - 1 : text.length());
        return Version.tryParse(version).map(v -> new VersionRestriction(found, v)).shifted(start);
      }
    }
    return new Parsed.Bad<>("A version restriction starts with an operator.", 0);
  }

  /// As [#tryParse].
  ///
  /// @throws PmsSyntaxException if `text` is not an operator and a version
  public static VersionRestriction parse(String text) {
    return tryParse(text).orElseThrow();
  }

  /// Whether a version satisfies this.
  public boolean matches(Version candidate) {
    return operator.test(candidate, version);
  }

  /// Whether some version may satisfy both: never false if one can.
  public boolean intersects(VersionRestriction other) {
    return VersionInterval.of(this).overlaps(VersionInterval.of(other));
  }

  @Override
  public int compareTo(VersionRestriction other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return operator.prefix() + version + (operator == VersionOperator.EQUAL_GLOB ? "*" : "");
  }
}
