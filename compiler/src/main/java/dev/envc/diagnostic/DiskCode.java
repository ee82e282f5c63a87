package dev.envc.diagnostic;

/// Disk images and boards: E08xx.
public enum DiskCode implements DiagnosticCode {
  UNKNOWN_BOARD("E0801", ExitClass.MANIFEST);

  private final String id;
  private final ExitClass exitClass;

  DiskCode(String id, ExitClass exitClass) {
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
