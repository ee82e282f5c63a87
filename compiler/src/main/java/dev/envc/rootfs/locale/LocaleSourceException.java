package dev.envc.rootfs.locale;

/// A source that cannot be compiled: the message says where and why, without a dot at its end.
public final class LocaleSourceException extends Exception {
  private static final long serialVersionUID = 1L;

  LocaleSourceException(String message) {
    super(message);
  }
}
