package dev.envc.ast;

import dev.envc.source.Span;

/// A piece of text. A scalar has no type of its own: the field it is written in decides how its
/// text is read, so `1.10` stays `1.10`.
public record Scalar(String text, Style style, Span span) implements Node {
  /// How a scalar is written.
  public enum Style {
    /// As it is.
    PLAIN,
    /// In quotes.
    QUOTED,
    /// As a block of lines.
    BLOCK
  }

  /// The place of `text.substring(from, to)`; the whole scalar when quoting hides it.
  public Span part(int from, int to) {
    int lead = startsWithQuote() ? 1 : 0;
    boolean direct =
        style != Style.BLOCK
            && span.end() - span.start() == text.length() + 2 * lead
            && span.file().text().startsWith(text, span.start() + lead);
    return direct ? span.file().span(span.start() + lead + from, span.start() + lead + to) : span;
  }

  /// Whether this is what YAML calls null: a plain `null`, `~` or nothing.
  public boolean isNull() {
    return style == Style.PLAIN
        && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
  }

  private boolean startsWithQuote() {
    String all = span.file().text();
    return style == Style.QUOTED
        && span.start() < all.length()
        && "'\"".indexOf(all.charAt(span.start())) >= 0;
  }
}
