package dev.envc.rootfs.locale;

import dev.envc.rootfs.locale.Token.Mark;

/// A line `..` or `...` between two characters: those between them get places, with these weights.
final class CollationRange {
  private final Mark kind;
  private final CollationElement[][] weights;

  CollationRange(Mark kind, CollationElement[][] weights) {
    this.kind = kind;
    this.weights = weights;
  }

  static boolean isRange(Mark mark) {
    return mark == Mark.HEXADECIMAL_RANGE || mark == Mark.ABSOLUTE_RANGE;
  }

  /// `..` goes by the numbers of characters; `...` by their bytes, of which there must be as many.
  boolean includes(int codePoint, int last) {
    return kind == Mark.HEXADECIMAL_RANGE || bytes(codePoint) == bytes(last);
  }

  CollationElement[][] weightsOf(CollationElement element) {
    var of = new CollationElement[weights.length][];
    for (int level = 0; level < of.length; level++) {
      CollationElement[] w = weights[level];
      boolean itself = w.length == 1 && w[0] == CollationElement.OF_RANGE;
      of[level] = itself ? new CollationElement[] {element} : w;
    }
    return of;
  }

  private static int bytes(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
}
