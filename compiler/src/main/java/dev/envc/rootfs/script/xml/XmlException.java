package dev.envc.rootfs.script.xml;

/// A document that cannot be read; the message says why, without the name of the file.
public final class XmlException extends Exception {
  private static final long serialVersionUID = 1L;

  XmlException(String message) {
    super(message);
  }
}
