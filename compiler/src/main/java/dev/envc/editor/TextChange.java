package dev.envc.editor;

import java.nio.file.Path;

/// A stretch of a file's text and what to write instead.
public record TextChange(Path file, TextRange range, String text) {}
