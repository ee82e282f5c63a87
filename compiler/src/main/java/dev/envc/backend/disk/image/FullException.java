package dev.envc.backend.disk.image;

/// The files do not fit: `needed` is the least size in bytes that would hold them, as far as it is
/// known.
public final class FullException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long needed;
  private final long available;

  public FullException(long needed, long available) {
    super("needs " + needed + " bytes of " + available);
    this.needed = needed;
    this.available = available;
  }

  public long needed() {
    return needed;
  }

  public long available() {
    return available;
  }
}
