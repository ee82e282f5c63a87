package dev.envc.diagnostic;

import dev.envc.source.Span;

/// A change of the source that would mend a problem: `span` is replaced by `replacement`.
public record Edit(String title, Span span, String replacement) {}
