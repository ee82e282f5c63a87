package dev.envc.diagnostic;

/// Backends in general, OCI, nspawn, dir: E07xx.
public enum BackendCode implements DiagnosticCode {
  UNKNOWN_BACKEND("E0701", ExitClass.USAGE),
  BAD_PLUGIN("E0702", ExitClass.USAGE),
  UNKNOWN_SETTING("E0703", ExitClass.MANIFEST),
  SETTING_VALUE("E0704", ExitClass.MANIFEST),
  WHITEOUT_NAME("E0705", ExitClass.ARTIFACT),
  ARCH_UNKNOWN("E0706", ExitClass.MANIFEST),
  BAD_REFERENCE("E0707", ExitClass.USAGE),
  PUSH_FAILED("E0708", ExitClass.ARTIFACT),
  NOT_PUBLISHABLE("E0709", ExitClass.USAGE),
  BAD_KEY("E0710", ExitClass.USAGE),
  NOT_VERIFIED("E0711", ExitClass.ARTIFACT),
  NOT_VERIFIABLE("E0712", ExitClass.USAGE),
  BAD_TAG("E0713", ExitClass.USAGE),
  FORM_UNFIT("E0714", ExitClass.ARTIFACT);

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
