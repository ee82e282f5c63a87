package dev.envc.rootfs.script.mime;

/// What update-mime-database(1) would not take; the message says why.
final class MimeException extends Exception {
  private static final long serialVersionUID = 1L;

  MimeException(String message) {
    super(message);
  }
}
