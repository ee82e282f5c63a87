package dev.envc.pms;

/// The character rules of PMS 3.1, shared by all names.
final class Names {
  private Names() {}

  static boolean isAlnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Letters, digits and underscore: what every kind of name but a USE flag may start with.
  static boolean isWord(char c) {
    return isAlnum(c) || c == '_';
  }

  /// The offset of the first character that makes `text` no category, slot or license name (PMS
  /// 3.1.1, 3.1.3, 3.1.7), -1 if it is one. An empty text gives 0.
  static int badInCategoryOrSlot(String text) {
    return bad(text, "+.-");
  }

  /// As [#badInCategoryOrSlot] for package names (PMS 3.1.2), without the rule about versions.
  static int badInPackage(String text) {
    return bad(text, "+-");
  }

  /// As [#badInCategoryOrSlot] for repository names (PMS 3.1.5), which are package names too.
  static int badInRepository(String text) {
    int bad = bad(text, "-");
    return bad < 0 && Cpv.versionStart(text) >= 0 ? Cpv.versionStart(text) - 1 : bad;
  }

  /// As [#badInCategoryOrSlot] for USE flags (PMS 3.1.4).
  static int badInFlag(String text) {
    if (text.isEmpty() || !isAlnum(text.charAt(0))) {
      return 0;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isWord(c) && c != '+' && c != '@' && c != '-') {
        return i;
      }
    }
    return -1;
  }

  private static int bad(String text, String alsoInside) {
    if (text.isEmpty() || !isWord(text.charAt(0))) {
      return 0;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isWord(c) && alsoInside.indexOf(c) < 0) {
        return i;
      }
    }
    return -1;
  }
}
