package dev.envc.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What `envc compile` is asked: manifests, one backend, where artefacts go, what to do about
/// locks, which arches, variants and rows of a matrix (all when empty), where to push what was
/// made, the tags and annotations it gets, and what is said of it.
public record CompileRequest(
    List<Path> manifests,
    String backend,
    Path outputDirectory,
    LockMode lockMode,
    List<String> arches,
    List<String> variants,
    Selector selector,
    SortedMap<String, String> parameters,
    PushTarget push,
    List<String> tags,
    SortedMap<String, String> annotations,
    AttestOptions attest) {
  public CompileRequest {
    manifests = List.copyOf(manifests);
    arches = List.copyOf(arches);
    variants = List.copyOf(variants);
    tags = List.copyOf(tags);
    annotations = java.util.Collections.unmodifiableSortedMap(annotations);
    parameters = java.util.Collections.unmodifiableSortedMap(parameters);
  }

  /// A request without a selector, and with nothing to say of what is pushed.
  public CompileRequest(
      List<Path> manifests,
      String backend,
      Path outputDirectory,
      LockMode lockMode,
      List<String> arches,
      List<String> variants,
      SortedMap<String, String> parameters,
      PushTarget push) {
    this(
        manifests,
        backend,
        outputDirectory,
        lockMode,
        arches,
        variants,
        Selector.ALL,
        parameters,
        push,
        List.of(),
        new java.util.TreeMap<>(),
        new AttestOptions(Optional.empty(), false, Optional.empty(), ""));
  }
}
