package dev.envc.frontend.dsl;

import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.Arrays;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/// From ANTLR's offsets in code points to spans in UTF-16.
final class Offsets {
  private final SourceFile source;

  /// The UTF-16 offset of each code point, and of the end.
  private final int[] utf16;

  Offsets(SourceFile source) {
    this.source = source;
    String text = source.text();
    int[] all = new int[text.length() + 1];
    int n = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      all[n++] = i;
    }
    all[n++] = text.length();
    this.utf16 = Arrays.copyOf(all, n);
  }

  Span span(Token token) {
    return span(token, token);
  }

  Span span(ParserRuleContext context) {
    return span(context.getStart(), context.getStop());
  }

  Span span(Token first, Token last) {
    int start = first.getStartIndex();
    return source.span(at(start), at(Math.max(start, last.getStopIndex() + 1)));
  }

  private int at(int codePoint) {
    return utf16[Math.clamp(codePoint, 0, utf16.length - 1)];
  }
}
