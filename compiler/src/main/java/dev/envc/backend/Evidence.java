package dev.envc.backend;

import java.util.List;

/// What an artefact carries that speaks for it. Nothing of it is believed yet, except that the
/// bytes have the digests that the artefact gives them.
///
/// @param digest of the whole (`sha256:…`)
/// @param parts the digests of what it consists of and what is signed apart, such as the images of
///   an index
/// @param signatures detached ones, made over messages that name a digest
/// @param envelopes signed statements (DSSE)
/// @param documents bills of materials and statements
public record Evidence(
    String digest,
    List<String> parts,
    List<Signed> signatures,
    List<byte[]> envelopes,
    List<Document> documents) {
  public Evidence {
    parts = List.copyOf(parts);
    signatures = List.copyOf(signatures);
    envelopes = List.copyOf(envelopes);
    documents = List.copyOf(documents);
  }

  /// A signature: found at what has the digest `subject`, over a message that says it is of
  /// `names`.
  // Bytes that are handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Signed(String subject, String names, byte[] message, byte[] signature) {}

  /// A document about what has the digest `subject`.
  // Bytes that are handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Document(String subject, String fileName, String mediaType, byte[] bytes) {}
}
