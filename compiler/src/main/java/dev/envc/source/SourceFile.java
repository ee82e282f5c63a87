package dev.envc.source;

import java.util.Arrays;

/// A text that diagnostics point into. `name` is what the user calls it: a path as given on the
/// command line, `std:base/minimal`, or `gentoo:profiles/…`.
///
/// Lines end with LF or CRLF; a column counts Unicode code points from 1.
public final class SourceFile {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  private SourceFile(String name, String text) {
    this.name = name;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  public static SourceFile of(String name, String text) {
    return new SourceFile(name, text);
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /// The span from UTF-16 offset `start` to `end` (exclusive); offsets outside the text are moved
  /// to its ends.
  public Span span(int start, int end) {
    int s = Math.clamp(start, 0, text.length());
    return new Span(this, s, Math.clamp(end, s, text.length()));
  }

  /// The whole file as one span.
  public Span span() {
    return new Span(this, 0, text.length());
  }

  /// The position of a UTF-16 offset.
  public Position position(int offset) {
    int o = Math.clamp(offset, 0, text.length());
    int line = lineIndex(o);
    return new Position(line + 1, text.codePointCount(lineStarts[line], o) + 1);
  }

  /// The number of lines; an empty text has one.
  public int lineCount() {
    return lineStarts.length;
  }

  /// The text of line `line` (from 1) without its line end.
  public String line(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }

  /// The UTF-16 offset at which line `line` (from 1) starts.
  public int lineStart(int line) {
    return lineStarts[line - 1];
  }

  private int lineIndex(int offset) {
    int i = Arrays.binarySearch(lineStarts, offset);
    return i >= 0 ? i : -i - 2;
  }

  private static int[] lineStarts(String text) {
    int count = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      count++;
    }
    int[] starts = new int[count];
    int n = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts[n++] = i + 1;
    }
    return starts;
  }

  @Override
  public String toString() {
    return name;
  }
}
