package dev.envc.frontend.dsl;

import dev.envc.ast.Comment;
import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/// Reads the `.envc` form into the ast.
public final class DslReader {
  /// How deep a manifest may nest.
  static final int MAX_DEPTH = 64;

  private DslReader() {}

  /// The document in `source`; empty, with diagnostics, when its syntax is broken.
  public static Optional<Document> read(SourceFile source, Diagnostics diagnostics) {
    var offsets = new Offsets(source);
    var lexer = new EnvcLexer(CharStreams.fromString(source.text(), source.name()));
    lexer.removeErrorListeners();
    var tokens = new CommonTokenStream(lexer);
    tokens.fill();
    Optional<Token> deep = tooDeep(tokens);
    if (deep.isPresent()) {
      diagnostics.add(
          Diagnostic.error(
              ManifestCode.TOO_DEEP,
              offsets.span(deep.get()),
              "A manifest nests at most " + MAX_DEPTH + " levels deep."));
      return Optional.empty();
    }
    Optional<EnvcParser.ManifestContext> tree = parse(tokens, source, offsets, diagnostics);
    if (tree.isEmpty()) {
      return Optional.empty();
    }
    var root = new ManifestBuilder(offsets, diagnostics).manifest(tree.get());
    return Optional.of(new Document(source, Document.Form.DSL, root, comments(tokens, offsets)));
  }

  /// The tree of a text. The fast prediction does not look at where a rule was called from, and so
  /// refuses texts that the grammar has; what it refuses is read again with the full one.
  private static Optional<EnvcParser.ManifestContext> parse(
      CommonTokenStream tokens, SourceFile source, Offsets offsets, Diagnostics diagnostics) {
    for (PredictionMode mode : List.of(PredictionMode.SLL, PredictionMode.LL)) {
      var found = new Diagnostics();
      var problems = new SyntaxProblems(source, offsets, found);
      tokens.seek(0);
      var parser = new EnvcParser(tokens);
      parser.removeErrorListeners();
      parser.addErrorListener(problems);
      parser.getInterpreter().setPredictionMode(mode);
      EnvcParser.ManifestContext tree = parser.manifest();
      if (!problems.found()) {
        return Optional.of(tree);
      }
      if (mode == PredictionMode.LL) {
        diagnostics.addAll(found.toList());
      }
    }
    return Optional.empty();
  }

  /// The parser is recursive: what would exhaust its stack does not get there. The brackets of
  /// conditions, and those of values, are counted by themselves.
  private static Optional<Token> tooDeep(CommonTokenStream tokens) {
    int values = 0;
    int conditions = 0;
    int nots = 0;
    for (Token token : tokens.getTokens()) {
      switch (token.getText()) {
        case "{", "[" -> values++;
        case "}", "]" -> values--;
        case "(" -> conditions++;
        case ")" -> conditions--;
        default -> {}
      }
      nots = token.getType() == EnvcLexer.NOT ? nots + 1 : 0;
      if (values > MAX_DEPTH || conditions > MAX_DEPTH || nots > MAX_DEPTH) {
        return Optional.of(token);
      }
    }
    return Optional.empty();
  }

  private static List<Comment> comments(CommonTokenStream tokens, Offsets offsets) {
    var comments = new ArrayList<Comment>();
    for (Token token : tokens.getTokens()) {
      if (token.getType() == EnvcLexer.COMMENT) {
        Span span = offsets.span(token);
        String all = span.file().text();
        String before = all.substring(span.file().lineStart(span.from().line()), span.start());
        comments.add(new Comment(token.getText().substring(1), before.isBlank(), span));
      }
    }
    return comments;
  }
}
