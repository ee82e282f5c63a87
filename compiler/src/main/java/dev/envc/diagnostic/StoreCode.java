package dev.envc.diagnostic;

/// Binhosts, packages and the store: E05xx.
public enum StoreCode implements DiagnosticCode {
  BINHOST_UNREACHABLE("E0501", ExitClass.PACKAGE),
  INDEX_UNREADABLE("E0502", ExitClass.PACKAGE),
  INDEX_ENTRY_SKIPPED("E0503", ExitClass.PACKAGE),
  PACKAGE_NOT_FOUND("E0504", ExitClass.PACKAGE),
  SIZE_DIFFERS("E0505", ExitClass.PACKAGE),
  DIGEST_DIFFERS("E0506", ExitClass.PACKAGE),
  INDEX_LIES("E0507", ExitClass.PACKAGE),
  NO_BINARY("E0508", ExitClass.PACKAGE),
  OUTSIDE_BINHOST("E0509", ExitClass.PACKAGE),
  UNKNOWN_FORMAT("E0510", ExitClass.PACKAGE),
  BROKEN_CONTAINER("E0511", ExitClass.PACKAGE),
  MANIFEST_DIFFERS("E0512", ExitClass.PACKAGE),
  TRUNCATED("E0513", ExitClass.PACKAGE),
  CORRUPT_COMPRESSION("E0514", ExitClass.PACKAGE),
  BAD_TAR("E0515", ExitClass.PACKAGE),
  UNSAFE_PATH("E0516", ExitClass.PACKAGE),
  PARENT_NOT_DIRECTORY("E0517", ExitClass.PACKAGE),
  UNSAFE_HARDLINK("E0518", ExitClass.PACKAGE),
  DUPLICATE_ENTRY("E0519", ExitClass.PACKAGE),
  SPECIAL_FILE("E0520", ExitClass.PACKAGE),
  TOO_BIG("E0521", ExitClass.PACKAGE),
  UNSUPPORTED_COMPRESSION("E0522", ExitClass.PACKAGE),
  SIGNATURE_NOT_CHECKED("E0523", ExitClass.PACKAGE),
  UNKNOWN_BINHOST("E0524", ExitClass.PACKAGE),
  NOT_SIGNED("E0525", ExitClass.PACKAGE),
  BAD_SIGNATURE("E0526", ExitClass.PACKAGE),
  BAD_KEYS("E0527", ExitClass.PACKAGE),
  OFFLINE("E0529", ExitClass.PACKAGE),
  IN_USE("E0530", ExitClass.MACHINE);

  private final String id;
  private final ExitClass exitClass;

  StoreCode(String id, ExitClass exitClass) {
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
