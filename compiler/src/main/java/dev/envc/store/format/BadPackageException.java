package dev.envc.store.format;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.StoreCode;
import dev.envc.store.PosixName;

/// A package that cannot be used, and why: the message is one sentence about the package, without
/// its name, which the caller knows.
public final class BadPackageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final StoreCode code;

  public BadPackageException(StoreCode code, String message) {
    super(message);
    this.code = code;
  }

  public StoreCode code() {
    return code;
  }

  /// The problem as a diagnostic about `subject`, the package's path as the user knows it.
  public Diagnostic diagnostic(String subject) {
    return Diagnostic.error(code, "The package " + subject + " cannot be used.").note(message());
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  /// A name from an archive in a form that is safe to print: control characters and bytes that are
  /// not UTF-8 as `\xNN`, at most 200 characters.
  public static String show(byte[] name) {
    return show(PosixName.decode(name));
  }

  static String show(String name) {
    var out = new StringBuilder();
    for (int i = 0; i < name.length() && out.length() < 200; ) {
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      if (c >= 0xdc80 && c <= 0xdcff) {
        out.append("\\x").append(Integer.toHexString(c - 0xdc00));
      } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        out.append("\\u{").append(Integer.toHexString(c)).append('}');
      } else {
        out.appendCodePoint(c);
      }
    }
    return out.length() >= 200 ? out.append('…').toString() : out.toString();
  }
}
