package dev.envc.ast;

import dev.envc.source.Span;

/// A value that is there only when its condition holds.
public record Conditional(Scalar condition, Node value, Span span) implements Node {}
