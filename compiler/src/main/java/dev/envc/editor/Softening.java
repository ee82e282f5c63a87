package dev.envc.editor;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiagnosticCode;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Severity;
import dev.envc.diagnostic.TreeCode;
import java.util.List;
import java.util.Set;

/// What is an error for a command and only worth knowing while a text is written: that a parameter
/// gets its value later, and that a commit is not on this machine yet.
final class Softening {
  private static final Set<DiagnosticCode> KNOWLEDGE =
      Set.of(ManifestCode.MISSING_PARAMETER, TreeCode.OFFLINE, TreeCode.NOT_INDEXED);

  private Softening() {}

  static List<Diagnostic> of(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Softening::softened).toList();
  }

  private static Diagnostic softened(Diagnostic d) {
    Diagnostic said =
        d.code() == TreeCode.OFFLINE
            ? d.hint("`envc lock` fetches it; here nothing is asked of the network.")
            : d;
    return isKnowledge(d) ? said.as(Severity.NOTE) : d;
  }

  static boolean isKnowledge(Diagnostic d) {
    return KNOWLEDGE.contains(d.code());
  }
}
