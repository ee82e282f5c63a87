package dev.envc.pms;

/// A category and a package name: `cat/pkg`.
public record PackageName(String category, String name) implements Comparable<PackageName> {
  public static PackageName parse(String text) {
    int slash = text.indexOf('/');
    return new PackageName(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(PackageName other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return category + "/" + name;
  }
}
