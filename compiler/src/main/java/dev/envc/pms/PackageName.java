package dev.envc.pms;

import java.util.Objects;

/// A qualified package name, `category/name` (PMS 3.1.1, 3.1.2). Ordered by category, then name, by
/// code point.
public record PackageName(String category, String name) implements Comparable<PackageName> {
  public PackageName {
    Objects.requireNonNull(category);
    Objects.requireNonNull(name);
  }

  /// Reads `category/name`.
  public static Parsed<PackageName> tryParse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new Parsed.Bad<>("A package name is written category/name.", 0);
    }
    String category = text.substring(0, slash);
    int bad = Names.badInCategoryOrSlot(category);
    if (bad >= 0) {
      return new Parsed.Bad<>("This cannot stand in a category name.", bad);
    }
    String name = text.substring(slash + 1);
    bad = Names.badInPackage(name);
    if (bad >= 0) {
      return new Parsed.Bad<>("This cannot stand in a package name.", slash + 1 + bad);
    }
    if (Cpv.versionStart(name) >= 0) {
      return new Parsed.Bad<>(
          "A package name cannot end in a hyphen and a version.",
          slash + 1 + Cpv.versionStart(name) - 1);
    }
    return new Parsed.Ok<>(new PackageName(category, name));
  }

  /// As [#tryParse].
  ///
  /// @throws PmsSyntaxException if `text` is not a qualified package name
  public static PackageName parse(String text) {
    return tryParse(text).orElseThrow();
  }

  @Override
  public int compareTo(PackageName other) {
    // Written out: Comparator.comparing makes a class in each run, which no AOT cache keeps.
    int order = category.compareTo(other.category);
    return order != 0 ? order : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return category + "/" + name;
  }
}
