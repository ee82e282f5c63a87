package dev.envc.diagnostic;

/// Resolution: E03xx.
public enum ResolveCode implements DiagnosticCode {
  NO_SOLUTION("E0301", ExitClass.RESOLUTION),
  BUILD_CYCLE("E0302", ExitClass.RESOLUTION),
  NO_SUCH_PACKAGE("E0303", ExitClass.RESOLUTION),
  ALL_MASKED("E0304", ExitClass.RESOLUTION),
  MOVED_PACKAGE("E0305", ExitClass.RESOLUTION),
  RULE_WITHOUT_PACKAGE("E0306", ExitClass.RESOLUTION),
  UNKNOWN_FLAG("E0307", ExitClass.RESOLUTION),
  UNKNOWN_WORD("E0308", ExitClass.RESOLUTION);

  private final String id;
  private final ExitClass exitClass;

  ResolveCode(String id, ExitClass exitClass) {
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
