package dev.envc.attest.provenance;

/// A thing by name and digest (`sha256:…`), as in-toto's ResourceDescriptor has it.
public record Subject(String name, String digest) {
  /// The hexadecimal digits of the digest.
  String hex() {
    return digest.substring(digest.indexOf(':') + 1);
  }
}
