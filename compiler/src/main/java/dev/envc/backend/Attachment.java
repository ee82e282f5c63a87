package dev.envc.backend;

import dev.envc.rootfs.BytesContent;
import dev.envc.store.Content;

/// A document about an image: the name of its file, its media type, its bytes.
public record Attachment(String fileName, String mediaType, Content content) {
  public Attachment(String fileName, String mediaType, byte[] bytes) {
    this(fileName, mediaType, BytesContent.of(bytes));
  }

  /// A thing that documents speak of: its name, and its digest (`sha256:…`).
  public record Subject(String name, String digest) {}
}
