package dev.envc.attest.signing;

/// A key that cannot be used; the message says why, as the end of a sentence, and holds nothing of
/// the key or its passphrase.
public final class KeyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  KeyException(String reason) {
    super(reason);
    this.reason = reason;
  }

  KeyException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /// Why, as the end of a sentence.
  public String reason() {
    return reason;
  }
}
