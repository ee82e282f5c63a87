package dev.envc.backend;

import java.nio.file.Path;

/// Something a backend made: `arch` is a Gentoo keyword, or several joined by commas for an index;
/// `digest` is `sha256:…` of the file, or of the OCI descriptor for a layout directory; `size` in
/// bytes (of all files for a directory).
public record Artifact(
    String environment,
    String backend,
    String arch,
    Path path,
    String mediaType,
    String digest,
    long size) {}
