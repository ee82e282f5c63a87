package dev.envc.pms;

/// An atom that may hold wildcards, as Portage's own configuration files allow.
public record AtomPattern(String text) {
  public static AtomPattern parse(String text) {
    return new AtomPattern(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
