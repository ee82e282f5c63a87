package dev.envc.backend.disk.boot;

/// The environment lacks a file that starting needs, or the file is not what it must be. The
/// message is one sentence for the user.
public final class BootException extends Exception {
  private static final long serialVersionUID = 1L;

  BootException(String message) {
    super(message);
  }
}
