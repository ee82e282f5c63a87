package dev.envc.store.format;

import dev.envc.store.Content;
import java.io.IOException;

/// Takes the bytes of one regular file after the other: any number of [#write] and [#zeros], then
/// [#finish].
public interface ContentSink {
  void write(byte[] bytes, int offset, int length) throws IOException;

  /// A hole: `length` bytes of zero.
  void zeros(long length) throws IOException;

  /// Ends the file.
  Content finish() throws IOException;
}
