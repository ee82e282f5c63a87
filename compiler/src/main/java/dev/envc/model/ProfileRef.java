package dev.envc.model;

import dev.envc.source.Span;

/// A profile: the tree it is in and its path below `profiles/`.
public record ProfileRef(String tree, String path, Span span) {
  @Override
  public String toString() {
    return tree + ":" + path;
  }
}
