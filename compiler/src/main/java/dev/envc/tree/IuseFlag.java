package dev.envc.tree;

/// A flag of IUSE with its default (PMS 7.2, 11.1.1).
public record IuseFlag(String name, Default preset) {
  /// What a `+` or `-` before the flag asks for.
  public enum Default {
    ON,
    OFF,
    NONE
  }

  static IuseFlag of(String token) {
    return switch (token.charAt(0)) {
      case '+' -> new IuseFlag(token.substring(1), Default.ON);
      case '-' -> new IuseFlag(token.substring(1), Default.OFF);
      default -> new IuseFlag(token, Default.NONE);
    };
  }

  @Override
  public String toString() {
    return switch (preset) {
      case ON -> "+" + name;
      case OFF -> "-" + name;
      case NONE -> name;
    };
  }
}
