package dev.envc.lock;

/// A file of a git commit that the manifest builds on: the repository as the manifest writes it,
/// the full commit id, the path in it, and the SHA-256 of the file's bytes.
public record LockedImport(String git, String commit, String path, Digest digest) {}
