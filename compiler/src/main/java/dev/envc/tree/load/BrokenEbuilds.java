package dev.envc.tree.load;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.pms.PackageName;
import dev.envc.source.Span;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.IndexedEbuild.Origin;
import dev.envc.tree.MetadataKey;
import dev.envc.tree.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One warning for a repository whose ebuilds could not all be read, with the first of them; what
/// is wrong with each is said where a request meets it.
final class BrokenEbuilds {
  private static final int SHOWN = 10;

  private BrokenEbuilds() {}

  static List<Diagnostic> warnings(Repository repository, Optional<Span> span) {
    var broken = new ArrayList<EbuildMetadata>();
    var needNewerBash = new ArrayList<EbuildMetadata>();
    var needBash = new ArrayList<EbuildMetadata>();
    for (int ebuild : repository.index().ebuildsWithProblems()) {
      PackageName name = repository.index().packageOf(ebuild);
      EbuildMetadata metadata =
          repository.versions(name).get(ebuild - repository.index().firstEbuild(name));
      if (metadata.origin() == Origin.BROKEN) {
        broken.add(metadata);
      } else if (metadata.text(MetadataKey.EAPI).isEmpty()) {
        needBash.add(metadata);
      } else {
        needNewerBash.add(metadata);
      }
    }
    var warnings = new ArrayList<Diagnostic>();
    add(
        warnings,
        TreeCode.BROKEN_EBUILDS,
        broken,
        "cannot be sourced.",
        "Use other versions of the packages, or mend the ebuilds.",
        span);
    add(
        warnings,
        TreeCode.OLD_BASH,
        needNewerBash,
        "%s a newer bash than this machine has.",
        "Install that bash, or use a repository with metadata/md5-cache.",
        span);
    add(
        warnings,
        TreeCode.NO_BASH,
        needBash,
        "%s bash, which is not on this machine.",
        "Install bash, or use a repository with metadata/md5-cache.",
        span);
    return warnings;
  }

  private static void add(
      List<Diagnostic> warnings,
      TreeCode code,
      List<EbuildMetadata> ebuilds,
      String what,
      String hint,
      Optional<Span> span) {
    if (!ebuilds.isEmpty()) {
      warnings.add(warning(code, ebuilds, what, span).hint(hint));
    }
  }

  private static Diagnostic warning(
      TreeCode code, List<EbuildMetadata> ebuilds, String what, Optional<Span> span) {
    int count = ebuilds.size();
    String message =
        "Without a valid metadata cache, "
            + count
            + (count == 1 ? " ebuild" : " ebuilds")
            + " of the repository "
            + ebuilds.getFirst().repository().name()
            + " "
            + String.format(Locale.ROOT, what, count == 1 ? "needs" : "need");
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
