package dev.envc.cli;

import dev.envc.driver.PackageQuestion;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Options that choose environments of a manifest.
final class Chosen {
  private final Supplier<List<String>> arches;
  private final Supplier<List<String>> variants;

  Chosen(Arguments line) {
    arches = line.option("--arch").label("ARCH").says("Only these arches of the manifest.").words();
    variants =
        line.option("--variant")
            .label("NAME")
            .says("Only these variants; the manifest itself is the variant `main`.")
            .words();
  }

  PackageQuestion question(Path manifest, String atom, SortedMap<String, String> parameters) {
    return new PackageQuestion(manifest, atom, arches.get(), variants.get(), parameters);
  }
}
