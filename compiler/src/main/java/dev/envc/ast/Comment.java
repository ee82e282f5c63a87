package dev.envc.ast;

import dev.envc.source.Span;

/// A comment: its text without the mark that starts it. `ownLine` when nothing but white space
/// stands before it.
public record Comment(String text, boolean ownLine, Span span) {}
