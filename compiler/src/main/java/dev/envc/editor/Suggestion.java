package dev.envc.editor;

import java.util.Optional;

/// Something that could stand where the cursor is.
///
/// @param text what is shown and written; how it is quoted is not its business
/// @param detail a few words beside it; may be empty
/// @param documentation more about it, in Markdown
/// @param behind what is written behind it, such as the colon of a key
public record Suggestion(
    String text, Kind kind, String detail, Optional<String> documentation, String behind) {
  /// What is suggested.
  public enum Kind {
    KEY,
    KEYWORD,
    CHOICE,
    PACKAGE,
    VERSION,
    SLOT,
    FLAG,
    PROFILE,
    MODULE,
    FILE,
    PARAMETER
  }

  static Suggestion of(Kind kind, String text, String detail) {
    return new Suggestion(text, kind, detail, Optional.empty(), "");
  }

  static Suggestion of(Kind kind, String text, String detail, String documentation) {
    return new Suggestion(text, kind, detail, Optional.of(documentation), "");
  }

  Suggestion behind(String more) {
    return new Suggestion(text, kind, detail, documentation, more);
  }
}
