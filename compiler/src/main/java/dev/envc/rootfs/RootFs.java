package dev.envc.rootfs;

import java.util.List;

/// An assembled root file system: its tree, and the packages it holds in merge order, for layers,
/// bills of materials and reports.
public record RootFs(FileTree tree, List<InstalledPackage> packages, Report report) {
  public RootFs {
    packages = List.copyOf(packages);
  }

  /// A package of the root: `id` is `cat/pkg-1.0`, as in [FileTree.Entry#owner]; `requested` says
  /// that the manifest itself asks for it.
  public record InstalledPackage(
      String id,
      String slot,
      String repository,
      String license,
      String digest,
      boolean requested) {}

  /// What assembly has to say: what was left out and why, scripts that were skipped, modes that
  /// look wrong.
  public record Report(List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    public static Report empty() {
      return new Report(List.of());
    }
  }

  /// One finding: `kind` is a short stable word (`stripped`, `setuid`, `script-skipped`), `path`
  /// absolute in the image or empty, `message` in plain words.
  public record Finding(String kind, String path, String message) {}
}
