package dev.envc.tree.load;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.pms.PackageName;
import dev.envc.source.Span;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.IndexedEbuild.Origin;
import dev.envc.tree.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One warning for a repository whose ebuilds could not all be read, with the first of them; what
/// is wrong with each is said where a request meets it.
final class BrokenEbuilds {
  private static final int SHOWN = 10;

  private BrokenEbuilds() {}

  static List<Diagnostic> warnings(Repository repository, Optional<Span> span) {
    var broken = new ArrayList<EbuildMetadata>();
    var unreadable = new ArrayList<EbuildMetadata>();
    for (int ebuild : repository.index().ebuildsWithProblems()) {
      PackageName name = repository.index().packageOf(ebuild);
      EbuildMetadata metadata =
          repository.versions(name).get(ebuild - repository.index().firstEbuild(name));
      (metadata.origin() == Origin.BROKEN ? broken : unreadable).add(metadata);
    }
    var warnings = new ArrayList<Diagnostic>();
    if (!broken.isEmpty()) {
      warnings.add(
          warning(TreeCode.BROKEN_EBUILDS, repository, broken, "cannot be sourced", span)
              .hint("The packages can be used only at their other versions."));
    }
    if (!unreadable.isEmpty()) {
      warnings.add(
          warning(
                  TreeCode.NO_BASH,
                  repository,
                  unreadable,
                  "cannot be sourced on this machine",
                  span)
              .hint("Install bash 5.3 or newer, or use a repository with metadata/md5-cache."));
    }
    return warnings;
  }

  private static Diagnostic warning(
      TreeCode code,
      Repository repository,
      List<EbuildMetadata> ebuilds,
      String what,
      Optional<Span> span) {
    int count = ebuilds.size();
    String message =
        count
            + (count == 1 ? " ebuild" : " ebuilds")
            + " of the repository "
            + repository.name()
            + " without a valid metadata cache "
            + what
            + ".";
    Diagnostic diagnostic =
        Diagnostic.error(code, message).as(dev.envc.diagnostic.Severity.WARNING);
    for (EbuildMetadata e : ebuilds.subList(0, Math.min(SHOWN, count))) {
      diagnostic = diagnostic.note(e.cpv() + ": " + e.problem().orElse(""));
    }
    if (count > SHOWN) {
      diagnostic = diagnostic.note("… and " + (count - SHOWN) + " more.");
    }
    return span.map(diagnostic::at).orElse(diagnostic);
  }
}
