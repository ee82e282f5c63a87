package dev.envc.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/// What `envc compile` is asked: manifests, one backend, where artefacts go, what to do about
/// locks, which arches and variants (all when empty), and where to push what was made.
public record CompileRequest(
    List<Path> manifests,
    String backend,
    Path outputDirectory,
    LockMode lockMode,
    List<String> arches,
    List<String> variants,
    SortedMap<String, String> parameters,
    PushTarget push) {
  public CompileRequest {
    manifests = List.copyOf(manifests);
    arches = List.copyOf(arches);
    variants = List.copyOf(variants);
    parameters = java.util.Collections.unmodifiableSortedMap(parameters);
  }
}
