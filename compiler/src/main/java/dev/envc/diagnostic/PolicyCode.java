package dev.envc.diagnostic;

/// The policy of an environment: E10xx.
public enum PolicyCode implements DiagnosticCode {
  OLD_TREE("E1001"),
  FORBIDDEN_PACKAGE("E1002"),
  LICENSE_NOT_ALLOWED("E1003");

  private final String id;

  PolicyCode(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ExitClass exitClass() {
    return ExitClass.POLICY;
  }
}
