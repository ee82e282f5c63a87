package dev.envc.editor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the cursor stands in a manifest: what is written there, or could be.
///
/// @param path from the root of the manifest to the value the cursor is in
/// @param slot what fits there
/// @param word the stretch of the text that a completion replaces: the word around the cursor
/// @param beside the texts beside the cursor in the same mapping, by key
/// @param words the only words that fit; empty when the path decides
public record Place(
    List<Step> path, Slot slot, Word word, Map<String, String> beside, List<String> words) {
  /// What fits at a place.
  public enum Slot {
    /// A key of the mapping at `path`.
    KEY,
    /// The value at `path`.
    VALUE,
    /// The value at `path`, an item of a list, or the first key of a mapping there.
    ITEM,
    /// A name in a condition.
    CONDITION,
    /// One of `words`.
    WORDS,
    /// Nothing: a comment, a text.
    NONE
  }

  /// A step into a value.
  public sealed interface Step {
    /// The value of a key.
    record Key(String name) implements Step {}

    /// An item of a list; `head` is the word it starts with, when its details follow.
    record Item(Optional<String> head) implements Step {}
  }

  /// A word around the cursor.
  ///
  /// @param start where it starts
  /// @param end where it ends
  /// @param before its text before the cursor
  /// @param text all of it
  /// @param quoted whether it stands in quotes, which are not part of it
  /// @param isKey whether it is a key: a colon follows, or a field's name it is
  public record Word(
      int start, int end, String before, String text, boolean quoted, boolean isKey) {}

  public Place {
    path = List.copyOf(path);
    beside = Map.copyOf(beside);
    words = List.copyOf(words);
  }

  static Place of(List<Step> path, Slot slot, Word word, Map<String, String> beside) {
    return new Place(path, slot, word, beside, List.of());
  }

  /// The place of an offset of a text.
  public static Place at(OpenText text, int offset) {
    return switch (text.form()) {
      case YAML -> new YamlPlace(text.text(), offset).place();
      case DSL -> new DslPlace(text, offset).place();
    };
  }
}
