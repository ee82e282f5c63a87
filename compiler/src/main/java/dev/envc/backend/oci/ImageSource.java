package dev.envc.backend.oci;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Where the manifests and blobs of an image are read from.
interface ImageSource {
  /// The manifest or index under a tag or digest; empty when there is none.
  Optional<byte[]> manifest(String name) throws IOException;

  /// A small blob; empty when there is none.
  Optional<byte[]> blob(String digest) throws IOException;

  /// The digests of the manifests whose subject is a digest.
  List<String> referrers(String subject) throws IOException;
}
