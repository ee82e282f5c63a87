package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.rootfs.RootFs.Finding;
import java.util.ArrayList;
import java.util.List;

/// What assembly has to say while it works: problems, and findings for the report.
final class AssemblyLog {
  final Diagnostics problems = new Diagnostics();
  private final List<Finding> findings = new ArrayList<>();

  void problem(Diagnostic diagnostic) {
    problems.add(diagnostic);
  }

  void finding(String kind, String path, String message) {
    String shown = path.isEmpty() ? "" : WorkRoot.printable(path);
    findings.add(new Finding(kind, shown, message));
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }
}
