package dev.envc.store.fetch;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.StoreCode;

/// Something that cannot be had from a binhost, and why.
public final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  public FetchException(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  static FetchException of(StoreCode code, String message, String note) {
    return new FetchException(Diagnostic.error(code, message).note(note));
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
