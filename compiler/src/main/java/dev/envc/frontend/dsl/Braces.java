package dev.envc.frontend.dsl;

import dev.envc.source.SourceFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// Finds the bracket that was forgotten to be closed. Brackets alone would blame the outermost one;
/// a closing brace at the start of a line is taken to belong to the line that is indented as it is.
final class Braces {
  private final SourceFile source;
  private final Offsets offsets;
  private final Deque<Token> open = new ArrayDeque<>();
  private @Nullable Token suspect;

  private Braces(SourceFile source, Offsets offsets) {
    this.source = source;
    this.offsets = offsets;
  }

  static Braces of(List<Token> tokens, SourceFile source, Offsets offsets) {
    var braces = new Braces(source, offsets);
    tokens.forEach(braces::add);
    return braces;
  }

  /// The bracket that is not closed; empty when all are.
  Optional<Token> unclosed() {
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(suspect != null ? suspect : open.getFirst());
  }

  private void add(Token token) {
    switch (token.getText()) {
      case "{", "[" -> open.addFirst(token);
      case "}", "]" -> close(token);
      default -> {}
    }
  }

  private void close(Token token) {
    if (open.isEmpty()) {
      return;
    }
    Token opened = open.removeFirst();
    boolean starts = token.getCharPositionInLine() == indentation(token);
    if (suspect == null && starts && indentation(opened) > indentation(token)) {
      suspect = opened;
    }
  }

  /// How far the line of a token is indented.
  private int indentation(Token token) {
    int start = source.lineStart(offsets.span(token).from().line());
    int at = start;
    while (at < source.text().length() && " \t".indexOf(source.text().charAt(at)) >= 0) {
      at++;
    }
    return at - start;
  }
}
