package dev.envc.diagnostic;

/// The manifest and the language: E01xx.
public enum ManifestCode implements DiagnosticCode {
  // The file.
  NOT_FOUND("E0101"),
  UNREADABLE("E0102"),
  TOO_LARGE("E0103"),
  NOT_UTF8("E0104"),
  UNKNOWN_FORM("E0105"),

  // Its syntax.
  YAML_SYNTAX("E0106"),
  DUPLICATE_KEY("E0107"),
  ANCHOR("E0108"),
  TAG("E0109"),
  SEVERAL_DOCUMENTS("E0110"),
  TOO_DEEP("E0111"),
  KEY_NOT_TEXT("E0112"),
  EMPTY("E0113"),
  TAB("E0114"),
  DSL_SYNTAX("E0115"),
  CHARACTER("E0116"),

  // Its shape.
  UNKNOWN_FIELD("E0120"),
  WRONG_SHAPE("E0121"),
  MISSING_FIELD("E0122"),
  NO_VALUE("E0123"),
  OTHER_YAML("E0124"),
  LANGUAGE_VERSION("E0125"),
  ONE_OF("E0126"),
  TWICE("E0127"),
  UNKNOWN_CHOICE("E0128"),

  // Its values.
  BAD_NAME("E0130"),
  BAD_ATOM("E0131"),
  BAD_FLAG("E0132"),
  UNKNOWN_ARCH("E0133"),
  BAD_COMMIT("E0134"),
  BAD_LOCATION("E0135"),
  BAD_PROFILE("E0136"),
  UNKNOWN_TREE("E0137"),
  BAD_PATH("E0138"),
  BAD_MODE("E0139"),
  BAD_DURATION("E0140"),
  BAD_NUMBER("E0141"),
  BAD_BOOLEAN("E0142"),
  BAD_TOKEN("E0143"),
  BAD_ACCOUNT("E0144"),
  BAD_LOCALE("E0146"),
  BAD_HOSTNAME("E0147"),
  BAD_TIMEZONE("E0148"),
  BAD_PASSWORD("E0149"),
  FILE_SOURCE("E0150"),
  UNKNOWN_BACKEND("E0151"),
  MISSING_REASON("E0152", ExitClass.POLICY),
  POLICY_AGE("E0153"),

  // Composition.
  IMPORT_CYCLE("E0160"),
  IMPORT_NOT_FOUND("E0161"),
  CONFLICT("E0162"),
  REMOVES_NOTHING("E0163"),
  FORCE_WITHOUT_REASON("E0164"),
  UNKNOWN_PARAMETER("E0165"),
  MISSING_PARAMETER("E0166"),
  PARAMETER_VALUE("E0167"),
  BAD_CONDITION("E0168"),
  TOO_MANY_IMPORTS("E0169"),
  MATRIX("E0171"),
  LET("E0172"),
  EXPANSION("E0173"),
  BAD_IMPORT("E0174"),
  DIFFERENT_TREES("E0175"),
  TOO_EARLY("E0176");

  private final String id;
  private final ExitClass exitClass;

  ManifestCode(String id) {
    this(id, ExitClass.MANIFEST);
  }

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
