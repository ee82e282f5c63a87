package dev.envc.diagnostic;

/// The manifest and the language: E01xx.
public enum ManifestCode implements DiagnosticCode {
  NOT_FOUND("E0101", ExitClass.MANIFEST);

  private final String id;
  private final ExitClass exitClass;

  ManifestCode(String id, ExitClass exitClass) {
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
