package dev.envc.backend.disk.image;

import java.io.IOException;

/// Takes an image from its first byte to its last. Data and holes come in whole blocks of
/// [ImagePass#BLOCK] bytes.
public interface ImageSink {
  /// The next `length` bytes of the image. The array must not be changed, and is not after the
  /// call.
  void data(byte[] bytes, int length) throws IOException;

  /// The next `length` bytes are a hole: they read as zeros.
  void hole(long length) throws IOException;

  /// The image is complete.
  void finish() throws IOException;
}
