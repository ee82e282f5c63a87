package dev.envc.editor;

import dev.envc.frontend.dsl.DslTokens.DslToken;
import dev.envc.frontend.dsl.DslTokens.Kind;
import java.util.Optional;

/// Words in the `.envc` form.
final class DslWord {
  private DslWord() {}

  /// The word the cursor is in, or behind.
  static Place.Word of(String text, Optional<DslToken> token, int cursor) {
    if (token.isEmpty()) {
      return new Place.Word(cursor, cursor, "", "", false, false);
    }
    DslToken t = token.get();
    boolean quoted = t.kind() == Kind.TEXT && cursor > t.span().start();
    int quotes = t.text().startsWith("\"\"\"") ? 3 : 1;
    int start = quoted ? Math.min(cursor, t.span().start() + quotes) : t.span().start();
    int end =
        switch (t.kind()) {
          case TEXT -> quoted ? Math.max(cursor, t.span().end() - quotes) : t.span().end();
          case LABEL -> Math.max(cursor, t.span().end() - 1);
          default -> t.span().end();
        };
    return new Place.Word(
        start,
        end,
        text.substring(start, Math.max(start, cursor)),
        text.substring(start, end),
        quoted,
        t.kind() == Kind.LABEL);
  }

  static String unquoted(String token) {
    return token.length() >= 2 && token.startsWith("\"") && token.endsWith("\"")
        ? token.substring(1, token.length() - 1)
        : token;
  }
}
