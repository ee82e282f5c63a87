package dev.envc.tree.metadata;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.tree.IndexedEbuild;
import java.io.IOException;
import java.util.List;

/// Makes the metadata of ebuilds that have no valid entry in the metadata cache.
public interface MetadataGenerator {
  /// What this machine can do, so that an index with gaps is made anew when it can do more: the
  /// version of bash, or `none`.
  String ability() throws IOException;

  /// Whether an index with gaps that was made with that ability is as good as one made now.
  default boolean takes(String madeWith) throws IOException {
    return madeWith.equals(ability());
  }

  /// The metadata of each ebuild, or why there is none, in the order of `ebuilds`. One that fails
  /// does not stop the others.
  List<IndexedEbuild> generate(List<EbuildText> ebuilds, Eclasses eclasses) throws IOException;

  /// What the user should know of how it was done.
  default List<Diagnostic> notes() {
    return List.of();
  }
}
