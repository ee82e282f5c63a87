package dev.envc.tree.metadata;

import dev.envc.tree.IndexedEbuild;
import dev.envc.tree.IndexedEbuild.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stands in where there is no bash: nothing can be generated, and each ebuild says so.
public final class NoBash implements MetadataGenerator {
  @Override
  public String ability() {
    return "none";
  }

  @Override
  public List<IndexedEbuild> generate(List<EbuildText> ebuilds, Eclasses eclasses) {
    return ebuilds.stream()
        .map(
            e ->
                new IndexedEbuild(
                    e.cpv().version(),
                    Origin.UNREADABLE_HERE,
                    Map.of(),
                    Optional.of("It has no valid metadata cache, and bash is not installed.")))
        .toList();
  }
}
