package dev.envc.diagnostic;

/// Backends in general, OCI, nspawn, dir: E07xx.
public enum BackendCode implements DiagnosticCode {
  UNKNOWN_BACKEND("E0701", ExitClass.USAGE),
  BAD_PLUGIN("E0702", ExitClass.USAGE),
  UNKNOWN_SETTING("E0703", ExitClass.MANIFEST);

  private final String id;
  private final ExitClass exitClass;

  BackendCode(String id, ExitClass exitClass) {
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
