package dev.envc.language;

import java.util.List;

/// The types of text. `noun` completes "… is not NOUN".
public enum LeafType {
  TEXT("text"),
  BOOLEAN("true or false"),
  NUMBER("a whole number"),
  LANGUAGE_VERSION("a version of the language"),
  NAME("a name"),
  PARAMETER_NAME("the name of a parameter"),
  PARAMETER_TYPE("a type of parameters"),
  IMPORT("a file, a std: module or a git location"),
  CONDITION("a condition"),
  ARCH("a Gentoo architecture"),
  TREE("the name of a tree"),
  GIT("a git URL or path"),
  COMMIT("a full commit id"),
  DIRECTORY("a directory"),
  SUBDIRECTORY("a path inside the tree"),
  PROFILE("a profile, tree:path"),
  FLAG("a USE flag"),
  SIGNED_FLAG("a USE flag, with - in front to switch it off"),
  USE_EXPAND("a USE_EXPAND variable"),
  PACKAGE("a package atom"),
  ATOM("a package atom"),
  CPV("a package with its exact version"),
  KEYWORD("a keyword"),
  LICENSE("a license"),
  URL("a URL or directory"),
  IMAGE_PATH("an absolute path in the image"),
  SOURCE("a file beside the manifest"),
  MODE("a file mode"),
  OWNER("a user or group, by name or number"),
  DEVICE("a device"),
  ACCOUNT("an account name"),
  ID("a user or group number"),
  PASSWORD("a password hash"),
  SERVICE("a service"),
  HOSTNAME("a host name"),
  LOCALE("a locale"),
  TIMEZONE("a time zone"),
  BACKEND("a backend"),
  DURATION("a duration"),
  PERMISSION_CHECK("a check of permissions"),
  PERMISSION_ACTION("what a finding leads to"),
  INSTALL_MASK("a pattern of INSTALL_MASK"),
  WAIVED("an absolute path in the image, or a package"),
  SCRIPTS("a way to treat scripts");

  private final String noun;

  LeafType(String noun) {
    this.noun = noun;
  }

  /// What a text of this type is, with its article.
  public String noun() {
    return noun;
  }

  /// The only texts allowed; empty when the type is open.
  public List<String> choices() {
    return switch (this) {
      case PARAMETER_TYPE -> List.of("text", "bool", "int", "list");
      case PERMISSION_ACTION -> List.of("allow", "warn", "fail");
      case PERMISSION_CHECK ->
          List.of("umask", "world-writable", "setuid", "setgid", "capabilities", "unowned");
      case SCRIPTS -> List.of("skip", "strict", "run");
      default -> List.of();
    };
  }
}
