package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import java.io.IOException;

/// A [BadPackageException] on its way through a stream.
final class CorruptStreamException extends IOException {
  private static final long serialVersionUID = 1L;

  private final StoreCode code;

  CorruptStreamException(StoreCode code, String message) {
    super(message);
    this.code = code;
  }

  BadPackageException problem() {
    return new BadPackageException(code, String.valueOf(getMessage()));
  }
}
