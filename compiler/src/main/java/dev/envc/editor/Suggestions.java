package dev.envc.editor;

import java.util.List;

/// What could stand at a place.
///
/// @param range the word they replace
/// @param complete whether these are all; else more typing may bring others
public record Suggestions(TextRange range, List<Written> all, boolean complete) {
  /// A suggestion as the text at hand writes it.
  public record Written(Suggestion suggestion, String text) {}

  public Suggestions {
    all = List.copyOf(all);
  }
}
