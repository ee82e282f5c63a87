package dev.envc.source;

/// The one stretch of a text, as small as can be, that makes another text of it. It cuts neither a
/// surrogate pair nor a CRLF in two: to editors those are not places.
///
/// @param start where the stretch starts, in UTF-16 code units
/// @param end where it ends
/// @param replacement what stands there in the other text
public record Difference(int start, int end, String replacement) {
  /// From one text to another.
  public static Difference between(String before, String after) {
    int shorter = Math.min(before.length(), after.length());
    int start = 0;
    while (start < shorter && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    int same = 0;
    while (same < shorter - start
        && before.charAt(before.length() - 1 - same) == after.charAt(after.length() - 1 - same)) {
      same++;
    }
    start = isInside(before, start) || isInside(after, start) ? start - 1 : start;
    boolean cut =
        isInside(before, before.length() - same) || isInside(after, after.length() - same);
    same = cut ? same - 1 : same;
    return new Difference(
        start, before.length() - same, after.substring(start, after.length() - same));
  }

  private static boolean isInside(String text, int offset) {
    return offset > 0
        && offset < text.length()
        && (Character.isLowSurrogate(text.charAt(offset)) || text.startsWith("\r\n", offset - 1));
  }
}
