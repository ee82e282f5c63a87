package dev.envc.driver;

import java.util.List;

/// What sets each flag of a package in one environment.
public record UseReport(String arch, String variant, String version, List<Flag> flags) {
  public UseReport {
    flags = List.copyOf(flags);
  }

  /// A flag of IUSE and every setting that speaks of it, the deciding one last; without any it is
  /// off.
  public record Flag(PackageVersion.Flag state, List<Step> steps) {
    public Flag {
      steps = List.copyOf(steps);
    }
  }

  /// One setting: who it is of, what it says, and its file and line.
  public record Step(String by, boolean enabled, String place) {}
}
