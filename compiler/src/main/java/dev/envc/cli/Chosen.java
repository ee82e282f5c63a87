package dev.envc.cli;

import dev.envc.driver.PackageQuestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import picocli.CommandLine.Option;

/// Options that choose environments of a manifest.
final class Chosen {
  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      split = ",",
      description = "Only these arches of the manifest.")
  List<String> arches = new ArrayList<>();

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      split = ",",
      description = "Only these variants; the manifest itself is the variant `main`.")
  List<String> variants = new ArrayList<>();

  PackageQuestion question(Path manifest, String atom, SortedMap<String, String> parameters) {
    return new PackageQuestion(manifest, atom, arches, variants, parameters);
  }
}
