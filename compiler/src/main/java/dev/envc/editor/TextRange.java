package dev.envc.editor;

/// A stretch of a text as editors count; `end` is exclusive.
public record TextRange(TextPlace start, TextPlace end) {}
