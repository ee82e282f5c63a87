package dev.envc.pms;

/// Whether an atom asks for a package or forbids it (PMS 8.3.2).
public enum Blocker {
  NONE(""),
  /// `!`: may be ignored as long as the blocked package is uninstalled later.
  WEAK("!"),
  /// `!!`: must not be ignored.
  STRONG("!!");

  private final String text;

  Blocker(String text) {
    this.text = text;
  }

  /// The exclamation marks.
  @Override
  public String toString() {
    return text;
  }
}
