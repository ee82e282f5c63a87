package dev.envc.backend.disk.boot;

/// The environment lacks a file that starting needs, or the file is not what it must be. The
/// message is one sentence for the user.
public final class BootException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  BootException(String message) {
    super(message);
    this.sentence = message;
  }

  /// The message.
  public String sentence() {
    return sentence;
  }
}
