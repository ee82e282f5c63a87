package dev.envc.diagnostic;

/// Trees and profiles: E02xx.
public enum TreeCode implements DiagnosticCode {
  REPOSITORY_NOT_FOUND("E0201", ExitClass.TREE),
  COMMIT_NOT_FOUND("E0202", ExitClass.TREE),
  SHORT_COMMIT("E0203", ExitClass.TREE),
  NOT_A_COMMIT_ID("E0204", ExitClass.TREE),
  NOT_A_COMMIT("E0205", ExitClass.TREE),
  CORRUPT_REPOSITORY("E0206", ExitClass.TREE),
  SUBDIR_NOT_FOUND("E0207", ExitClass.TREE),
  NOT_A_GENTOO_REPOSITORY("E0208", ExitClass.TREE),
  FETCH_FAILED("E0209", ExitClass.TREE),
  MISSING_MASTER("E0210", ExitClass.TREE),
  UNSAFE_LINK("E0211", ExitClass.TREE),
  SUBMODULE("E0212", ExitClass.TREE),
  DUPLICATE_REPOSITORY("E0214", ExitClass.TREE),
  INVALID_LAYOUT("E0215", ExitClass.TREE),
  BROKEN_EBUILDS("E0216", ExitClass.TREE),
  NO_BASH("E0217", ExitClass.MACHINE),
  OLD_BASH("E0218", ExitClass.MACHINE),
  TOO_LARGE("E0219", ExitClass.TREE),
  UNSUPPORTED_REPOSITORY("E0220", ExitClass.TREE),
  DIRECTORY_CHANGED("E0221", ExitClass.TREE),
  MASTER_CYCLE("E0222", ExitClass.TREE),
  NO_SANDBOX("E0223", ExitClass.MACHINE),
  LFS_POINTER("E0224", ExitClass.TREE),
  OFFLINE("E0225", ExitClass.TREE),
  NOT_INDEXED("E0226", ExitClass.TREE),
  BAD_PROFILE("E0240", ExitClass.TREE),
  DEPRECATED_PROFILE("E0241", ExitClass.TREE),
  WRONG_ARCH("E0242", ExitClass.TREE),
  UNREAD_MASK("E0243", ExitClass.TREE);

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
