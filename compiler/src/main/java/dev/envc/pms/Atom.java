package dev.envc.pms;

/// A package dependency specification (PMS 8.3).
public record Atom(String text) {
  public static Atom parse(String text) {
    return new Atom(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
