package dev.envc.pms;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of a package: `cat/pkg-1.0`.
public record Cpv(PackageName name, Version version) implements Comparable<Cpv> {
  private static final Pattern SPLIT = Pattern.compile("(.+?)-([0-9][^-]*(?:-r[0-9]+)?)");

  public static Cpv parse(String text) {
    Matcher m = SPLIT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a package version: " + text);
    }
    return new Cpv(PackageName.parse(m.group(1)), Version.parse(m.group(2)));
  }

  @Override
  public int compareTo(Cpv other) {
    return Comparator.comparing(Cpv::name).thenComparing(Cpv::version).compare(this, other);
  }

  @Override
  public String toString() {
    return name + "-" + version;
  }
}
