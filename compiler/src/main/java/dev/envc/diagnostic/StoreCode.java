package dev.envc.diagnostic;

/// Binhosts, packages and the store: E05xx.
public enum StoreCode implements DiagnosticCode {
  BINHOST_UNREACHABLE("E0501", ExitClass.PACKAGE);

  private final String id;
  private final ExitClass exitClass;

  StoreCode(String id, ExitClass exitClass) {
    this.id = id;
    this.exitClass = exitClass;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ExitClass exitClass() {
    return exitClass;
  }
}
