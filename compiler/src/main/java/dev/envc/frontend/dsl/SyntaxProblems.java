package dev.envc.frontend.dsl;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/// What the parser stumbles over, as diagnostics.
final class SyntaxProblems extends BaseErrorListener {
  /// What the parser says after the first problem is mostly about its own recovery.
  private static final int MOST = 1;

  private final SourceFile source;
  private final Offsets offsets;
  private final Diagnostics diagnostics;
  private int count;

  SyntaxProblems(SourceFile source, Offsets offsets, Diagnostics diagnostics) {
    this.source = source;
    this.offsets = offsets;
    this.diagnostics = diagnostics;
  }

  boolean found() {
    return count > 0;
  }

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      @Nullable Object offending,
      int line,
      int column,
      String message,
      @Nullable RecognitionException e) {
    count++;
    if (count > MOST) {
      return;
    }
    Token token = (Token) Objects.requireNonNull(offending);
    diagnostics.add(
        count == 1 && token.getType() == Token.EOF && token.getTokenIndex() == 0
            ? empty()
            : diagnostic((EnvcParser) recognizer, token));
  }

  private Diagnostic empty() {
    return Diagnostic.error(ManifestCode.EMPTY, source.span(0, 0), "The manifest is empty.")
        .hint("Start with `envc 1` and `environment NAME { … }`.");
  }

  private Diagnostic diagnostic(EnvcParser parser, Token token) {
    return new SyntaxMistakes(source, offsets, parser, token)
        .find()
        .orElseGet(() -> plain(parser, token));
  }

  private Diagnostic plain(EnvcParser parser, Token token) {
    boolean end = token.getType() == Token.EOF;
    int last = source.text().stripTrailing().length();
    Span place = end ? source.span(last, last) : offsets.span(token);
    String what = end ? "The file ends too early" : "`" + token.getText() + "` cannot stand here";
    String sentence =
        expected(parser).map(x -> what + ": " + x + " is expected.").orElse(what + ".");
    Diagnostic d = Diagnostic.error(ManifestCode.DSL_SYNTAX, place, sentence);
    Diagnostic hinted =
        token.getType() == EnvcLexer.STRAY
            ? d.hint("Put texts with such characters in double quotes.")
            : d;
    return Suggestions.apply(hinted, token.getText(), words(parser));
  }

  /// The keywords that could stand here.
  private static List<String> words(EnvcParser parser) {
    return parser.getExpectedTokens().toList().stream()
        .map(t -> parser.getVocabulary().getLiteralName(t))
        .filter(n -> n != null && n.length() > 4)
        .map(n -> n.substring(1, n.length() - 1))
        .toList();
  }

  private static Optional<String> expected(EnvcParser parser) {
    IntervalSet set = parser.getExpectedTokens();
    boolean word = set.contains(EnvcLexer.WORD);
    if (word && set.contains(EnvcLexer.STRING)) {
      return Optional.of("a value");
    }
    if (word) {
      return Optional.of("the name of a field");
    }
    if (set.size() == 0 || set.size() > 4) {
      return Optional.empty();
    }
    return Optional.of(
        String.join(
            " or ",
            set.toList().stream()
                .map(
                    t ->
                        t == Token.EOF
                            ? "the end of the file"
                            : parser.getVocabulary().getDisplayName(t).replace('\'', '`'))
                .toList()));
  }
}
