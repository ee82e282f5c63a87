package dev.envc.pms;

/// A version (PMS 3.2).
public record Version(String text) implements Comparable<Version> {
  public static Version parse(String text) {
    return new Version(text);
  }

  @Override
  public int compareTo(Version other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
