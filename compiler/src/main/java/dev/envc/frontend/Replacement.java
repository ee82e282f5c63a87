package dev.envc.frontend;

import dev.envc.source.Span;

/// A piece of a text and what to write instead.
public record Replacement(Span span, String text) {
  /// The whole text after it.
  public String applyTo(String before) {
    return before.substring(0, span.start()) + text + before.substring(span.end());
  }
}
