package dev.envc.backend.disk.image;

/// A file system has no way to say what a file tree holds: a name, an attribute, a kind of entry.
/// The message is one sentence for the user.
public final class UnfitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  public UnfitException(String message) {
    super(message);
    this.sentence = message;
  }

  /// The message.
  public String sentence() {
    return sentence;
  }
}
