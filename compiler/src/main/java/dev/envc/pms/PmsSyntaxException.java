package dev.envc.pms;

/// Thrown by the `parse` methods of this package for text that does not follow PMS.
public final class PmsSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// Where in the text the problem starts, in UTF-16 units from 0.
  private final int offset;

  PmsSyntaxException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /// Where in the text the problem starts, in UTF-16 units from 0.
  public int offset() {
    return offset;
  }
}
