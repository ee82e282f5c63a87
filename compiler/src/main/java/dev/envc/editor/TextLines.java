package dev.envc.editor;

import java.util.Arrays;

/// The lines of a text by the rules of the Language Server Protocol (3.17, "Text Documents"): LF,
/// CRLF and a CR alone end a line, and a character behind the end of its line means that end.
public final class TextLines {
  private final String text;
  private final int[] starts;

  private TextLines(String text, int[] starts) {
    this.text = text;
    this.starts = starts;
  }

  public static TextLines of(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      if (ends) {
        starts = count == starts.length ? Arrays.copyOf(starts, count * 2) : starts;
        starts[count++] = i + 1;
      }
    }
    return new TextLines(text, Arrays.copyOf(starts, count));
  }

  /// The offset of a place; one outside the text is moved to its ends.
  public int offset(TextPlace place) {
    if (place.line() < 0) {
      return 0;
    }
    if (place.line() >= starts.length) {
      return text.length();
    }
    int start = starts[place.line()];
    return start + Math.clamp(place.character(), 0, end(place.line()) - start);
  }

  /// The place of an offset.
  public TextPlace place(int offset) {
    int o = Math.clamp(offset, 0, text.length());
    int i = Arrays.binarySearch(starts, o);
    int line = i >= 0 ? i : -i - 2;
    return new TextPlace(line, o - starts[line]);
  }

  public TextRange range(int start, int end) {
    return new TextRange(place(start), place(end));
  }

  /// Where the text of a line ends, without its line end.
  private int end(int line) {
    int end = line + 1 < starts.length ? starts[line + 1] : text.length();
    while (end > starts[line] && "\r\n".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }
}
