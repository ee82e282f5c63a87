package dev.envc.pms;

/// How an atom's version restricts (PMS 8.3.1).
public enum VersionOperator {
  /// No version: every version matches.
  NONE(""),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  EQUAL("="),
  /// `=cat/pkg-1.2*`: the given version components are equal, further ones are free.
  EQUAL_GLOB("=*"),
  /// Equal when revisions are ignored.
  TILDE("~"),
  GREATER_OR_EQUAL(">="),
  GREATER(">");

  private final String text;

  VersionOperator(String text) {
    this.text = text;
  }

  /// What stands before the package name.
  String prefix() {
    return this == EQUAL_GLOB ? "=" : text;
  }

  /// Whether `candidate` satisfies this operator with the atom's version.
  public boolean test(Version candidate, Version version) {
    return switch (this) {
      case NONE -> true;
      case LESS -> candidate.compareTo(version) < 0;
      case LESS_OR_EQUAL -> candidate.compareTo(version) <= 0;
      case EQUAL -> candidate.equals(version);
      case EQUAL_GLOB -> candidate.startsWith(version);
      case TILDE -> candidate.equalsIgnoringRevision(version);
      case GREATER_OR_EQUAL -> candidate.compareTo(version) >= 0;
      case GREATER -> candidate.compareTo(version) > 0;
    };
  }

  /// The operator as PMS writes it; `=*` for the glob form, empty for none.
  @Override
  public String toString() {
    return text;
  }
}
