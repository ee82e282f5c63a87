package dev.envc.editor;

/// A place in a text as editors count: line from 0, and UTF-16 code units in it from 0.
public record TextPlace(int line, int character) {}
