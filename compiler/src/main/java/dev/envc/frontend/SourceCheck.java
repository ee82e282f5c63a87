package dev.envc.frontend;

import dev.envc.ast.Conditional;
import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Nodes;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.language.Characters;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;

/// What both forms refuse alike: characters that no reader sees, and nesting that no reader
/// follows.
final class SourceCheck {
  /// How deep the ast of a manifest may be.
  static final int MAX_DEPTH = 64;

  private SourceCheck() {}

  /// Whether every character of a source may stand there; the first that may not is reported.
  static boolean characters(SourceFile source, Diagnostics diagnostics) {
    OptionalInt at = Characters.firstHidden(source.text());
    if (at.isEmpty()) {
      return true;
    }
    int c = source.text().codePointAt(at.getAsInt());
    Span place = source.span(at.getAsInt(), at.getAsInt() + Character.charCount(c));
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.CHARACTER,
                place,
                "The character " + Characters.name(c) + " cannot stand in a manifest.")
            .hint(hint(c)));
    return false;
  }

  private static String hint(int c) {
    return switch (c) {
      case '\r' -> "Lines end in LF or CRLF: save the file with such line ends.";
      case 0xFEFF -> "A byte order mark stands at the start of a file only: remove it here.";
      case 0 -> "Remove it; a file of an image that needs it comes from a `source`.";
      default -> "Remove it, or write it as an escape in double quotes.";
    };
  }

  /// Whether a document is one that both forms can write.
  static boolean document(Document document, Diagnostics diagnostics) {
    return depth(document, diagnostics)
        && texts(document, diagnostics)
        && loops(document.root(), diagnostics);
  }

  /// Whether the lists that are written behind loops hold texts and nothing else.
  private static boolean loops(Node node, Diagnostics diagnostics) {
    return switch (node) {
      case Scalar _ -> true;
      case Sequence s -> s.items().stream().allMatch(i -> loops(i, diagnostics));
      case Mapping m -> m.entries().stream().allMatch(e -> loops(e.value(), diagnostics));
      case Prioritized p -> loops(p.value(), diagnostics);
      case Conditional c -> loops(c.value(), diagnostics);
      case Repeated r -> loop(r.in(), diagnostics) && loops(r.value(), diagnostics);
    };
  }

  private static boolean loop(Node in, Diagnostics diagnostics) {
    Optional<Node> wrong =
        in instanceof Sequence s
            ? s.items().stream().filter(i -> !(i instanceof Scalar)).findFirst()
            : Optional.of(in).filter(i -> !(i instanceof Scalar));
    wrong.ifPresent(
        n ->
            diagnostics.add(
                Diagnostic.error(
                        ManifestCode.WRONG_SHAPE,
                        n.span(),
                        "A loop goes over a name or a list of texts, and this is neither.")
                    .hint("A condition stands behind the loop: `for x in [a, b] if x != b`.")));
    return wrong.isEmpty();
  }

  private static boolean texts(Document document, Diagnostics diagnostics) {
    var bad = new ArrayList<Diagnostic>();
    Nodes.scalars(
        document.root(),
        s ->
            Characters.firstImpossible(s.text())
                .ifPresent(
                    c ->
                        bad.add(
                            Diagnostic.error(
                                    ManifestCode.CHARACTER,
                                    s.span(),
                                    "A text cannot hold " + Characters.name(c) + ".")
                                .hint(
                                    c == 0
                                        ? hint(0)
                                        : "Write the character that is meant; half of a pair is"
                                            + " none."))));
    diagnostics.addAll(bad);
    return bad.isEmpty();
  }

  /// Whether a document nests no deeper than both forms can write; the first place that does is
  /// reported.
  private static boolean depth(Document document, Diagnostics diagnostics) {
    Optional<Node> deep = deeper(document.root(), MAX_DEPTH);
    deep.ifPresent(
        n ->
            diagnostics.add(
                Diagnostic.error(
                    ManifestCode.TOO_DEEP,
                    n.span(),
                    "A manifest nests at most " + MAX_DEPTH + " levels deep.")));
    return deep.isEmpty();
  }

  private static Optional<Node> deeper(Node node, int levels) {
    if (levels == 0) {
      return Optional.of(node);
    }
    return switch (node) {
      case Scalar _ -> Optional.empty();
      case Sequence s -> first(s.items(), levels);
      case Mapping m -> first(m.entries().stream().map(Mapping.Entry::value).toList(), levels);
      case Prioritized p -> deeper(p.value(), levels - 1);
      case Conditional c -> deeper(c.value(), levels - 1);
      case Repeated r -> deeper(r.value(), levels - 1);
    };
  }

  private static Optional<Node> first(Iterable<Node> nodes, int levels) {
    for (Node node : nodes) {
      Optional<Node> deep = deeper(node, levels - 1);
      if (deep.isPresent()) {
        return deep;
      }
    }
    return Optional.empty();
  }
}
