package dev.envc.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DifferenceTest {
  @Test
  void theSmallestStretch() {
    assertEquals(new Difference(1, 2, "xy"), Difference.between("abc", "axyc"));
    assertEquals(new Difference(2, 2, "a"), Difference.between("aa", "aaa"));
    assertEquals(new Difference(1, 2, ""), Difference.between("abc", "ac"));
    assertEquals(new Difference(3, 3, ""), Difference.between("abc", "abc"));
  }

  /// The characters of each pair share a half, which is no place by itself.
  @Test
  void aSurrogatePairIsNotCut() {
    assertEquals(
        new Difference(1, 3, "\uD83D\uDE01"),
        Difference.between("a\uD83D\uDE00b", "a\uD83D\uDE01b"));
    assertEquals(
        new Difference(0, 2, "\uD83C\uDE00"), Difference.between("\uD83D\uDE00", "\uD83C\uDE00"));
  }

  @Test
  void aLineEndIsNotCut() {
    assertEquals(new Difference(1, 3, "\n"), Difference.between("a\r\nb", "a\nb"));
    assertEquals(new Difference(1, 2, "\r\n"), Difference.between("a\nb", "a\r\nb"));
  }
}
