package dev.envc.rootfs.script.glib;

/// A text that GLib would not read; the message says why, without the place.
public final class GlibException extends Exception {
  private static final long serialVersionUID = 1L;

  public GlibException(String message) {
    super(message);
  }
}
