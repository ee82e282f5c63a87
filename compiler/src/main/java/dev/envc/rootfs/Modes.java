package dev.envc.rootfs;

import java.util.Locale;

/// File modes as people read them.
public final class Modes {
  public static final int SETUID = 04000;
  public static final int SETGID = 02000;
  public static final int STICKY = 01000;

  private Modes() {}

  /// Four octal digits, `0755`.
  public static String octal(int mode) {
    return String.format(Locale.ROOT, "%04o", mode);
  }
}
