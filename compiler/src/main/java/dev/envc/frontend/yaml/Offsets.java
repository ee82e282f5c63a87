package dev.envc.frontend.yaml;

import java.util.Arrays;

/// From offsets in code points to offsets in UTF-16.
final class Offsets {
  /// The code point offset of each supplementary character.
  private final int[] wide;

  Offsets(String text) {
    int count = 0;
    var found = new int[16];
    int index = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i)), index++) {
      if (Character.charCount(text.codePointAt(i)) == 2) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = index;
      }
    }
    this.wide = Arrays.copyOf(found, count);
  }

  int utf16(int codePoint) {
    int i = Arrays.binarySearch(wide, codePoint);
    return codePoint + (i >= 0 ? i : -i - 1);
  }
}
