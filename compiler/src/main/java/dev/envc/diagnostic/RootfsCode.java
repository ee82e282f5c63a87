package dev.envc.diagnostic;

/// Assembly of the root file system: E06xx.
public enum RootfsCode implements DiagnosticCode {
  COLLISION("E0601", ExitClass.ARTIFACT),
  NOT_MERGEABLE("E0602", ExitClass.ARTIFACT),
  ACCOUNT("E0603", ExitClass.MANIFEST),
  ADDED_FILE("E0604", ExitClass.MANIFEST),
  SERVICE("E0605", ExitClass.MANIFEST),
  TIMEZONE("E0606", ExitClass.MANIFEST),
  DUPLICATE_SLOT("E0607", ExitClass.ARTIFACT),
  SETUID_NOT_ALLOWED("E0608", ExitClass.POLICY),
  PERMISSIONS("E0609", ExitClass.ARTIFACT),
  PERMISSIONS_REFUSED("E0610", ExitClass.POLICY),
  SCRIPT_SKIPPED("E0620", ExitClass.ARTIFACT),
  SCRIPT_FAILED("E0621", ExitClass.ARTIFACT),
  SCRIPT_HOST("E0622", ExitClass.MACHINE),
  SCRIPT_NOT_REPRODUCIBLE("E0623", ExitClass.ARTIFACT);

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
