package dev.envc.diagnostic;

/// Assembly of the root file system: E06xx.
public enum RootfsCode implements DiagnosticCode {
  COLLISION("E0601", ExitClass.ARTIFACT);

  private final String id;
  private final ExitClass exitClass;

  RootfsCode(String id, ExitClass exitClass) {
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
