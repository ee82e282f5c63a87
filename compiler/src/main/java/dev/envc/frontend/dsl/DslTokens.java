package dev.envc.frontend.dsl;

import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/// The words of a text in the `.envc` form, also of one that is broken: for editors, which look at
/// texts while they are typed.
public final class DslTokens {
  private DslTokens() {}

  /// What a token is.
  public enum Kind {
    /// A word or keyword.
    WORD,
    /// A text in quotes.
    TEXT,
    /// A word with a colon behind it.
    LABEL,
    /// A brace, bracket, comma or operator.
    MARK,
    COMMENT,
    /// A character that starts nothing, such as a quote that is not closed.
    STRAY
  }

  /// A token and its place.
  public record DslToken(Kind kind, String text, Span span) {}

  /// All tokens, comments too, in the order of the text.
  public static List<DslToken> of(SourceFile source) {
    var offsets = new Offsets(source);
    var lexer = new EnvcLexer(CharStreams.fromString(source.text(), source.name()));
    lexer.removeErrorListeners();
    var tokens = new ArrayList<DslToken>();
    for (Token t = lexer.nextToken(); t.getType() != Token.EOF; t = lexer.nextToken()) {
      tokens.add(new DslToken(kind(t), t.getText(), offsets.span(t)));
    }
    return tokens;
  }

  private static Kind kind(Token token) {
    return switch (token.getType()) {
      case EnvcLexer.COMMENT -> Kind.COMMENT;
      case EnvcLexer.STRAY -> Kind.STRAY;
      case EnvcLexer.LABEL -> Kind.LABEL;
      case EnvcLexer.STRING, EnvcLexer.TEXT -> Kind.TEXT;
      default ->
          Character.isLetterOrDigit(token.getText().codePointAt(0))
                  || token.getType() == EnvcLexer.WORD
              ? Kind.WORD
              : Kind.MARK;
    };
  }

  /// The keywords of the grammar, sorted.
  public static List<String> keywords() {
    var words = new TreeSet<String>();
    for (int type = 1; type <= EnvcLexer.VOCABULARY.getMaxTokenType(); type++) {
      String literal = EnvcLexer.VOCABULARY.getLiteralName(type);
      if (literal != null && literal.matches("'[a-z]+'")) {
        words.add(literal.substring(1, literal.length() - 1).toLowerCase(Locale.ROOT));
      }
    }
    return List.copyOf(words);
  }
}
