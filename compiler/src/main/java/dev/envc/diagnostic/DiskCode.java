package dev.envc.diagnostic;

/// Disk images and boards: E08xx.
public enum DiskCode implements DiagnosticCode {
  UNKNOWN_BOARD("E0801", ExitClass.MANIFEST),
  BAD_SETTING("E0802", ExitClass.MANIFEST),
  WRONG_ARCH("E0803", ExitClass.MANIFEST),
  BAD_LAYOUT("E0804", ExitClass.MANIFEST),
  OVERLAP("E0805", ExitClass.MANIFEST),
  PARTITION_TOO_SMALL("E0806", ExitClass.ARTIFACT),
  DISK_TOO_SMALL("E0807", ExitClass.ARTIFACT),
  FILE_MISSING("E0808", ExitClass.ARTIFACT),
  FILE_DIFFERS("E0809", ExitClass.ARTIFACT),
  CANNOT_HOLD("E0810", ExitClass.ARTIFACT),
  SEVERAL_KERNELS("E0811", ExitClass.ARTIFACT),
  TOOL_MISSING("E0812", ExitClass.MACHINE),
  TOOL_FAILED("E0813", ExitClass.MACHINE),
  NOT_A_BOARD("E0814", ExitClass.MANIFEST),
  DEVICE_REFUSED("E0820", ExitClass.MACHINE),
  DEVICE_TOO_SMALL("E0821", ExitClass.MACHINE),
  BAD_IMAGE("E0822", ExitClass.ARTIFACT),
  VERIFY_FAILED("E0823", ExitClass.MACHINE),
  NOT_BOOTABLE_HERE("E0824", ExitClass.MACHINE),
  DEVICE_FAILED("E0825", ExitClass.MACHINE),
  BAD_BUNDLE("E0826", ExitClass.ARTIFACT),
  BAD_KEY("E0827", ExitClass.USAGE);

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
