package dev.envc.frontend.dsl;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.language.ManifestFields;
import dev.envc.language.Shape;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/// Mistakes that can be told from where the parser stumbled: brackets and quotes that are not
/// closed, and what other languages write.
final class SyntaxMistakes {
  private final SourceFile source;
  private final Offsets offsets;
  private final List<Token> tokens;
  private final Token token;

  SyntaxMistakes(SourceFile source, Offsets offsets, EnvcParser parser, Token token) {
    this.source = source;
    this.offsets = offsets;
    this.tokens = ((CommonTokenStream) parser.getInputStream()).getTokens();
    this.token = token;
  }

  /// What was meant, where that is clear.
  Optional<Diagnostic> find() {
    return foreignComment().or(this::withoutCommas).or(this::ofToken);
  }

  /// `arch amd64 arm64`: what follows the second value is read as other fields until nothing fits.
  private Optional<Diagnostic> withoutCommas() {
    List<Token> seen =
        tokens.subList(0, Math.min(tokens.size(), token.getTokenIndex() + 1)).stream()
            .filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL)
            .toList();
    for (int i = 1; i + 2 < seen.size(); i++) {
      Token name = seen.get(i);
      boolean begins = seen.get(i - 1).getLine() < name.getLine();
      boolean several = isValueOn(name.getLine(), seen.get(i + 1), seen.get(i + 2));
      if (begins && several && isList(name.getText())) {
        Token second = seen.get(i + 2);
        return Optional.of(
            error(offsets.span(second), "`" + second.getText() + "` cannot stand here.")
                .hint(
                    "Several values have commas between them: `%s %s, %s`."
                        .formatted(name.getText(), seen.get(i + 1).getText(), second.getText())));
      }
    }
    return Optional.empty();
  }

  private static boolean isValueOn(int line, Token... all) {
    return Stream.of(all)
        .allMatch(
            t ->
                t.getLine() == line
                    && (t.getType() == EnvcLexer.WORD || t.getType() == EnvcLexer.STRING));
  }

  private static boolean isList(String field) {
    return ManifestFields.MANIFEST
        .field(field)
        .filter(f -> f.shape() instanceof Shape.ListOf)
        .isPresent();
  }

  private Optional<Diagnostic> ofToken() {
    return switch (token.getType()) {
      case Token.EOF -> unclosed();
      case EnvcLexer.STRAY -> stray();
      case EnvcLexer.LABEL -> Optional.of(label());
      case EnvcLexer.ASSIGN -> Optional.of(assign());
      case EnvcLexer.STRING -> comparison().or(this::ofText);
      case EnvcLexer.NOT ->
          Optional.of(
              error(place(), "`!` stands only in conditions.")
                  .hint("`mask` keeps a package out of the environment."));
      default -> ofText();
    };
  }

  /// `line=="3"` is the word `line==` and a text.
  private Optional<Diagnostic> comparison() {
    return visible(1)
        .filter(t -> t.getType() == EnvcLexer.WORD && t.getText().matches(".+[=!]="))
        .map(
            t ->
                error(
                        source.span(offsets.span(t).start(), place().end()),
                        "A comparison has spaces around its `==` or `!=`.")
                    .hint(
                        "Write `%s %s`."
                            .formatted(
                                t.getText().replaceFirst("([=!]=)$", " $1"), token.getText())));
  }

  private Optional<Diagnostic> ofText() {
    return switch (token.getText()) {
      case "}" -> superfluous();
      case "==", "!=", "&&", "||" -> inCondition();
      case "and", "or" -> Optional.of(joined(token));
      case "," ->
          before(2, EnvcLexer.IN)
              ? Optional.of(
                  error(place(), "`,` cannot stand here.")
                      .hint("A list stands in brackets: `for x in [a, b]`."))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// An operator where none can be: the word before its name says why.
  private Optional<Diagnostic> inCondition() {
    return visible(2)
        .flatMap(
            start ->
                switch (start.getText()) {
                  case "when" ->
                      Optional.of(
                          error(offsets.span(start), "A part with a condition starts with `if`.")
                              .hint("Write `if arch == arm64 { … }`."));
                  case "and", "or" -> Optional.of(joined(start));
                  default -> Optional.empty();
                });
  }

  private Diagnostic joined(Token word) {
    return error(offsets.span(word), "`" + word.getText() + "` cannot stand here.")
        .hint("Conditions are joined by `&&` and `||`.");
  }

  /// A comment as other languages write it, on this line or the one above.
  private Optional<Diagnostic> foreignComment() {
    return tokens.subList(0, Math.min(tokens.size(), token.getTokenIndex() + 1)).stream()
        .filter(t -> t.getType() == EnvcLexer.WORD && token.getLine() - t.getLine() <= 1)
        .filter(t -> t.getText().startsWith("//") || t.getText().startsWith("/*"))
        .findFirst()
        .map(
            t ->
                error(offsets.span(t), "`" + t.getText() + "` starts no comment.")
                    .hint("Comments start with `#`."));
  }

  private Optional<Diagnostic> unclosed() {
    return Braces.of(tokens, source, offsets)
        .unclosed()
        .map(
            open ->
                error(offsets.span(open), "`" + open.getText() + "` is not closed.")
                    .hint(
                        "Add `%s` where it ends."
                            .formatted(open.getText().equals("[") ? "]" : "}")));
  }

  private Optional<Diagnostic> superfluous() {
    return Braces.of(tokens.subList(0, token.getTokenIndex()), source, offsets)
            .unclosed()
            .isPresent()
        ? Optional.empty()
        : Optional.of(
            error(place(), "This `}` closes nothing.")
                .hint("Remove it, or look for one too many above."));
  }

  private Optional<Diagnostic> stray() {
    Span place = place();
    return switch (token.getText()) {
      case "\"" -> Optional.of(quote(place));
      case "'" ->
          Optional.of(error(place, "Texts stand in double quotes.").hint("Write `\"` for `'`."));
      case ":" ->
          Optional.of(
              error(place, "`:` cannot stand here.")
                  .hint("Keys have no colon behind them; other texts with one stand in quotes."));
      case "&", "|" ->
          Optional.of(
              error(place, "`" + token.getText() + "` cannot stand here.")
                  .hint("Conditions are joined by `&&` and `||`."));
      default -> Optional.empty();
    };
  }

  /// A quote that ends nowhere: the two before it are of a `"""`.
  private Diagnostic quote(Span place) {
    String text = source.text();
    boolean lines = text.startsWith("\"\"\"", Math.max(0, place.start() - 2));
    int end = text.indexOf('\n', place.start());
    Span line =
        source.span(
            place.start(), (end < 0 ? text : text.substring(0, end)).stripTrailing().length());
    return lines
        ? error(source.span(place.start() - 2, place.end()), "The text is not closed.")
            .hint("It ends with `\"\"\"`.")
        : error(line, "The quote is not closed on its line.")
            .hint("Add `\"` where the text ends; one of several lines stands between `\"\"\"`.");
  }

  private Diagnostic label() {
    String name = token.getText().substring(0, token.getText().length() - 1);
    return error(place(), "Behind `" + name + "` no colon is expected.")
        .hint("Fields are written without: `" + name + " …`; a colon stands in `use` and `param`.");
  }

  private Diagnostic assign() {
    boolean param = before(2, EnvcLexer.PARAM) || before(3, EnvcLexer.PARAM);
    boolean condition =
        before(2, EnvcLexer.IF) || before(2, EnvcLexer.AND) || before(2, EnvcLexer.OR);
    Diagnostic d = error(place(), "`=` cannot stand here.");
    if (param) {
      return d.hint("The type of a parameter stands behind a colon: `param debug: bool = false`.");
    }
    return d.hint(
        condition
            ? "Compare with `==`."
            : "The value follows the name of the field: `hostname line3`.");
  }

  /// Whether a token before this one is of a type.
  private boolean before(int distance, int type) {
    return visible(distance).filter(t -> t.getType() == type).isPresent();
  }

  /// The token that stands so many before this one.
  private Optional<Token> visible(int distance) {
    Token at = token;
    for (int i = 0; i < distance; i++) {
      int index = at.getTokenIndex() - 1;
      while (index >= 0 && tokens.get(index).getChannel() != Token.DEFAULT_CHANNEL) {
        index--;
      }
      if (index < 0) {
        return Optional.empty();
      }
      at = tokens.get(index);
    }
    return Optional.of(at);
  }

  private Span place() {
    return offsets.span(token);
  }

  private static Diagnostic error(Span place, String message) {
    return Diagnostic.error(ManifestCode.DSL_SYNTAX, place, message);
  }
}
