package dev.envc.pms;

import java.util.Objects;

/// A package at a version, `category/name-version`. Ordered by name, then version.
public record Cpv(PackageName name, Version version) implements Comparable<Cpv> {
  public Cpv {
    Objects.requireNonNull(name);
    Objects.requireNonNull(version);
  }

  /// Reads `category/name-version`.
  public static Parsed<Cpv> tryParse(String text) {
    int slash = text.indexOf('/');
    int start = versionStart(text);
    if (slash < 0 || start <= slash + 1) {
      return new Parsed.Bad<>("A package version is written category/name-version.", 0);
    }
    return switch (PackageName.tryParse(text.substring(0, start - 1))) {
      case Parsed.Bad<PackageName>(var message, var offset) -> new Parsed.Bad<>(message, offset);
      case Parsed.Ok<PackageName>(var name) ->
          Version.tryParse(text.substring(start))
              .<Cpv>map(version -> new Cpv(name, version))
              .shifted(start);
    };
  }

  /// As [#tryParse].
  ///
  /// @throws PmsSyntaxException if `text` is not a package at a version
  public static Cpv parse(String text) {
    return tryParse(text).orElseThrow();
  }

  /// Where the version starts in `name-version`; -1 if the text does not end in a hyphen and a
  /// version.
  static int versionStart(String text) {
    int hyphen = text.lastIndexOf('-');
    if (hyphen >= 0 && isRevision(text, hyphen + 1)) {
      hyphen = text.lastIndexOf('-', hyphen - 1);
    }
    int start = hyphen + 1;
    if (hyphen < 0 || start == text.length() || !Names.isDigit(text.charAt(start))) {
      return -1;
    }
    return Version.tryParse(text.substring(start)).isOk() ? start : -1;
  }

  private static boolean isRevision(String text, int start) {
    if (start + 1 >= text.length() || text.charAt(start) != 'r') {
      return false;
    }
    for (int i = start + 1; i < text.length(); i++) {
      if (!Names.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(Cpv other) {
    int order = name.compareTo(other.name);
    return order != 0 ? order : version.compareTo(other.version);
  }

  @Override
  public String toString() {
    return name + "-" + version;
  }
}
