package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.RootFs.Finding;
import java.util.ArrayList;
import java.util.List;

/// What assembly has to say while it works: problems, and findings for the report.
final class AssemblyLog {
  final Diagnostics problems = new Diagnostics();
  private final List<Finding> findings = new ArrayList<>();
  private final List<DirectoryClash> clashes = new ArrayList<>();

  /// A directory that a later package packs otherwise than it stands: by whom, with what mode,
  /// owner and group.
  record DirectoryClash(Entry there, String owner, int mode, long uid, long gid) {}

  void problem(Diagnostic diagnostic) {
    problems.add(diagnostic);
  }

  void finding(String kind, String path, String message) {
    String shown = path.isEmpty() ? "" : WorkRoot.printable(path);
    findings.add(new Finding(kind, shown, message));
  }

  void clash(DirectoryClash clash) {
    clashes.add(clash);
    Entry there = clash.there();
    finding(
        "directory-differs",
        there.path(),
        "%s packs it as %s %d:%d; %s, merged first, made it %s %d:%d, and that stands."
            .formatted(
                clash.owner(),
                Modes.octal(clash.mode()),
                clash.uid(),
                clash.gid(),
                there.owner(),
                Modes.octal(there.mode()),
                there.uid(),
                there.gid()));
  }

  List<DirectoryClash> clashes() {
    return List.copyOf(clashes);
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }
}
