package dev.envc.rootfs.locale;

/// The categories of a locale in the order of their numbers (locale.h of glibc; 6 is LC_ALL).
public enum Category {
  LC_CTYPE(0, 0x20090720),
  LC_NUMERIC(1),
  LC_TIME(2),
  LC_COLLATE(3, 0x20051014),
  LC_MONETARY(4),
  LC_MESSAGES(5),
  LC_PAPER(7),
  LC_NAME(8),
  LC_ADDRESS(9),
  LC_TELEPHONE(10),
  LC_MEASUREMENT(11),
  LC_IDENTIFICATION(12);

  private final int magic;

  Category(int number) {
    this(number, 0x20031115);
  }

  Category(int number, int version) {
    magic = version ^ number;
  }

  /// The first word of the file (LIMAGIC in locale/localeinfo.h): the version of the format, and
  /// the number.
  int magic() {
    return magic;
  }

  /// The path of the file in the directory of a locale. Translations share LC_MESSAGES with it.
  public String path() {
    return this == LC_MESSAGES ? "LC_MESSAGES/SYS_LC_MESSAGES" : name();
  }
}
