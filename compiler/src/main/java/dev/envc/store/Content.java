package dev.envc.store;

import dev.envc.lock.Digest;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of a regular file, wherever they lie (a range of an unpacked package, a local file,
/// memory). Reading twice gives the same bytes.
public interface Content {
  /// The length in bytes.
  long size();

  /// The SHA-256 of the bytes.
  Digest digest();

  /// A new stream over the bytes; the caller closes it.
  InputStream open() throws IOException;
}
