package dev.envc.diagnostic;

/// This machine: E09xx.
public enum MachineCode implements DiagnosticCode {
  DISK_FULL("E0901", ExitClass.MACHINE),
  STORE_NOT_USABLE("E0902", ExitClass.MACHINE),
  SANDBOX_MISSING("E0903", ExitClass.MACHINE),
  ONE_ENVIRONMENT("E0904", ExitClass.USAGE),
  NO_ENVIRONMENT("E0905", ExitClass.USAGE),
  EMULATOR_MISSING("E0906", ExitClass.MACHINE);

  private final String id;
  private final ExitClass exitClass;

  MachineCode(String id, ExitClass exitClass) {
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
