package dev.envc.rootfs.script.gsettings;

/// A file that glib-compile-schemas(1) would leave out; the message says why.
final class SchemaException extends Exception {
  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }
}
