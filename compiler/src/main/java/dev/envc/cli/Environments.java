package dev.envc.cli;

import dev.envc.driver.PackageVersion;
import java.util.Locale;

/// How environments of a manifest, and packages in them, are named in text.
final class Environments {
  private Environments() {}

  static String label(String arch, String variant) {
    return variant.isEmpty() ? arch : arch + ", " + variant;
  }

  /// `+on`, `-off`, `(+forced)`, `[-masked]`.
  static String flag(PackageVersion.Flag flag) {
    String text = (flag.enabled() ? "+" : "-") + flag.name();
    return switch (flag.hold()) {
      case FREE -> text;
      case FORCED -> "(" + text + ")";
      case MASKED -> "[" + text + "]";
    };
  }

  static Object json(PackageVersion.Flag flag) {
    return Json.object(
        "flag",
        flag.name(),
        "enabled",
        flag.enabled(),
        "hold",
        flag.hold().name().toLowerCase(Locale.ROOT));
  }

  /// The reason, what was written about it, and where.
  static String reason(PackageVersion.Hidden hidden) {
    String comment =
        hidden.comment().isEmpty() ? "" : ": " + hidden.comment().strip().replaceAll("\\s+", " ");
    String place = hidden.place().isEmpty() ? "" : " (" + hidden.place() + ")";
    return hidden.text() + comment + place;
  }
}
