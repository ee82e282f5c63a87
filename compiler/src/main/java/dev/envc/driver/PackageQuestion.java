package dev.envc.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/// A question about a package under a manifest: `atom` is an atom or a bare name; arches and
/// variants choose environments as in [CompileRequest].
public record PackageQuestion(
    Path manifest,
    String atom,
    List<String> arches,
    List<String> variants,
    SortedMap<String, String> parameters) {
  public PackageQuestion {
    arches = List.copyOf(arches);
    variants = List.copyOf(variants);
  }
}
