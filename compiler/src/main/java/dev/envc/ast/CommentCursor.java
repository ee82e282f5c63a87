package dev.envc.ast;

import dev.envc.source.Span;
import java.util.List;

/// The comments of a document, in order, as a printer comes to them.
public final class CommentCursor {
  private final Document document;
  private final List<Comment> comments;
  private int next;
  private int seen;

  public CommentCursor(Document document) {
    this.document = document;
    this.comments = document.comments();
  }

  /// Takes the next comment that starts before an offset; null when there is none.
  public java.util.Optional<Comment> before(int offset) {
    if (next >= comments.size() || comments.get(next).span().start() >= offset) {
      return java.util.Optional.empty();
    }
    return java.util.Optional.of(comments.get(next++));
  }

  /// Whether comments that were not taken yet stand in a span.
  public boolean in(Span span) {
    return waiting(span.end());
  }

  /// Whether comments that were not taken yet start before an offset.
  public boolean waiting(int offset) {
    return next < comments.size() && comments.get(next).span().start() < offset;
  }

  /// Whether an empty line stands between the last place that was passed and an offset, which is
  /// passed now.
  public boolean gap(int offset) {
    String text = document.source().text();
    int from = Math.min(seen, offset);
    boolean gap = text.substring(from, offset).replaceAll("[ \\t\\r]", "").contains("\n\n");
    seen = Math.max(seen, offset);
    return gap;
  }

  /// Passes a place without asking for a gap.
  public void pass(int offset) {
    seen = Math.max(seen, offset);
  }
}
