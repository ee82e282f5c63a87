package dev.envc.backend.oci;

import dev.envc.backend.archive.HashingStream;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A content descriptor (OCI image-spec, descriptor.md).
record Descriptor(String mediaType, String digest, long size) {
  static final String INDEX = "application/vnd.oci.image.index.v1+json";
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

  /// The descriptor of bytes.
  static Descriptor of(String mediaType, byte[] bytes) {
    return new Descriptor(mediaType, HashingStream.digest(bytes), bytes.length);
  }

  SequencedMap<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("mediaType", mediaType);
    json.put("digest", digest);
    json.put("size", size);
    return json;
  }

  /// The digits of the digest: the name of its blob.
  String hex() {
    return digest.substring(digest.indexOf(':') + 1);
  }
}
