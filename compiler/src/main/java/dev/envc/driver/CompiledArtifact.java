package dev.envc.driver;

import java.nio.file.Path;

/// An artefact as `envc compile` reports it; see `dev.envc.backend.Artifact`.
public record CompiledArtifact(
    String environment,
    String backend,
    String arch,
    Path path,
    String mediaType,
    String digest,
    long size) {}
