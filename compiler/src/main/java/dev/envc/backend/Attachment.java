package dev.envc.backend;

/// A document about an image: the name of its file, its media type, its bytes.
// Bytes that are handed on, never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Attachment(String fileName, String mediaType, byte[] bytes) {
  /// A thing that documents speak of: its name, and its digest (`sha256:…`).
  public record Subject(String name, String digest) {}
}
