package dev.envc.diagnostic;

/// The lock: E04xx.
public enum LockCode implements DiagnosticCode {
  MISSING("E0401", ExitClass.LOCK),
  STALE("E0402", ExitClass.LOCK),
  UNREADABLE("E0403", ExitClass.LOCK),
  NOT_LOCKED("E0404", ExitClass.LOCK);

  private final String id;
  private final ExitClass exitClass;

  LockCode(String id, ExitClass exitClass) {
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
