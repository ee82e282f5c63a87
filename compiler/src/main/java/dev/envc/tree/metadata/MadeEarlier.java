package dev.envc.tree.metadata;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.tree.IndexedEbuild;
import dev.envc.tree.TreeReadException;
import java.util.List;

/// Runs no ebuild: a tree is indexed from its metadata cache, or has an index already. For programs
/// that open trees without being asked to, such as an editor.
public final class MadeEarlier implements MetadataGenerator {
  @Override
  public String ability() {
    return "none";
  }

  @Override
  public boolean takes(String madeWith) {
    return true;
  }

  /// @throws TreeReadException when there is an ebuild to run
  @Override
  public List<IndexedEbuild> generate(List<EbuildText> ebuilds, Eclasses eclasses)
      throws TreeReadException {
    if (ebuilds.isEmpty()) {
      return List.of();
    }
    throw new TreeReadException(
        Diagnostic.error(
                TreeCode.NOT_INDEXED,
                "Ebuilds of this tree have no metadata yet, and none is run to make it here.")
            .hint("Run `envc check --trees` on the manifest once; it keeps what it makes."));
  }
}
