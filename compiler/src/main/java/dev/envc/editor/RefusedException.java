package dev.envc.editor;

/// What was asked for cannot be done; the message says why, to the user.
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
