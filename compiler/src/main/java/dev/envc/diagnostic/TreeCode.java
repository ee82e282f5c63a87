package dev.envc.diagnostic;

/// Trees and profiles: E02xx.
public enum TreeCode implements DiagnosticCode {
  REPOSITORY_NOT_FOUND("E0201", ExitClass.TREE);

  private final String id;
  private final ExitClass exitClass;

  TreeCode(String id, ExitClass exitClass) {
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
