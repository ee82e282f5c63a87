package dev.envc.frontend;

/// A file of a commit that a manifest builds on.
///
/// @param git the repository as the manifest writes it
/// @param sha256 the digest of the file's bytes, in hexadecimal digits
public record Imported(String git, String commit, String path, String sha256) {}
