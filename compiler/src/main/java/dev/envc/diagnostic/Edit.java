package dev.envc.diagnostic;

import dev.envc.source.Span;

/// A change of the source that would mend a problem: `span` is replaced by `replacement`.
public record Edit(String title, Span span, String replacement) {
  /// The text of the file after the edit.
  public String applyTo(String text) {
    return text.substring(0, span.start()) + replacement + text.substring(span.end());
  }
}
