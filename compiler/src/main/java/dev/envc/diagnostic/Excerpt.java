package dev.envc.diagnostic;

import dev.envc.source.Position;
import dev.envc.source.Span;

/// The line a span starts in, as a terminal shows it, and where the carets go. Tabs become spaces,
/// other control characters a replacement character (a manifest must not steer the terminal), and a
/// long line is cut around the span.
record Excerpt(int line, String text, int caretColumn, int caretWidth) {
  static final int WIDEST = 120;
  private static final int CONTEXT = 40;
  private static final int TAB = 4;

  /// How much of a line on each side of a span is looked at, in UTF-16.
  private static final int NEAR = 1000;

  static Excerpt of(Span span) {
    Position from = span.from();
    String line = span.file().line(from.line());
    int start = Math.min(span.start() - span.file().lineStart(from.line()), line.length());
    int shown = Math.clamp(span.end() - span.start(), 0, NEAR);
    int end = Math.min(start + shown, line.length());
    return of(from.line(), near(line, start, end), Math.min(start, NEAR), end - start);
  }

  /// As much of a line as can be shown of it.
  private static String near(String line, int start, int end) {
    return line.substring(Math.max(0, start - NEAR), Math.min(line.length(), end + NEAR));
  }

  private static Excerpt of(int number, String line, int start, int length) {
    int end = start + length;
    String before = shown(line.substring(0, start), 0);
    int column = DisplayWidth.of(before);
    String marked = shown(line.substring(start, end), column);
    int width = Math.max(1, DisplayWidth.of(marked));
    String after = shown(line.substring(end), column + DisplayWidth.of(marked));
    return cut(number, before, marked, after, column, width);
  }

  private static Excerpt cut(
      int line, String before, String marked, String after, int column, int width) {
    if (DisplayWidth.of(before + marked + after) <= WIDEST) {
      return new Excerpt(line, (before + marked + after).stripTrailing(), column, width);
    }
    String head = column > CONTEXT ? "…" + DisplayWidth.last(before, CONTEXT) : before;
    int room = WIDEST - DisplayWidth.of(head) - 1;
    String rest = marked + after;
    String tail = DisplayWidth.of(rest) > room ? DisplayWidth.first(rest, room) + "…" : rest;
    int shownWidth = Math.min(width, Math.max(1, DisplayWidth.of(tail)));
    return new Excerpt(line, head + tail, DisplayWidth.of(head), shownWidth);
  }

  private static String shown(String text, int column) {
    var out = new StringBuilder();
    int at = column;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\t') {
        int spaces = TAB - at % TAB;
        out.append(" ".repeat(spaces));
        at += spaces;
      } else {
        int visible = isControl(c) ? 0xFFFD : c;
        out.appendCodePoint(visible);
        at += DisplayWidth.of(visible);
      }
    }
    return out.toString();
  }

  /// Text without control characters but line feeds, safe for a terminal.
  static String printable(String text) {
    if (text.chars().noneMatch(c -> isControl(c) && c != '\n')) {
      return text;
    }
    var out = new StringBuilder();
    text.codePoints().forEach(c -> out.appendCodePoint(isControl(c) && c != '\n' ? 0xFFFD : c));
    return out.toString();
  }

  /// Control characters, and those that change the direction of the text around them.
  private static boolean isControl(int c) {
    return Character.isISOControl(c)
        || c == 0xFEFF
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || Character.getType(c) == Character.SURROGATE;
  }
}
