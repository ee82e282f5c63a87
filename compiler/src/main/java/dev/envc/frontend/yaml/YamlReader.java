package dev.envc.frontend.yaml;

import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Nodes;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Prioritized.Priority;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.Edit;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the YAML form: events of YAML 1.2 into the ast.
///
/// What YAML offers beyond scalars, sequences and mappings with text keys (anchors, aliases, tags,
/// several documents) is refused: a manifest that says the same thing twice uses imports and
/// parameters. Nesting is limited, so a hostile file costs no more than its length.
public final class YamlReader {
  /// How deep a manifest may nest.
  static final int MAX_DEPTH = 64;

  private final YamlEvents events;
  private final Diagnostics diagnostics;

  /// Whether there are anchors or aliases: the first is reported, and the values they stand for are
  /// not looked at.
  private boolean shared;

  private YamlReader(SourceFile source, Diagnostics diagnostics) {
    this.events = new YamlEvents(source);
    this.diagnostics = diagnostics;
  }

  /// The document in `source`; empty, with a diagnostic, when it has no mapping to give.
  public static Optional<Document> read(SourceFile source, Diagnostics diagnostics) {
    var reader = new YamlReader(source, diagnostics);
    try {
      return reader
          .document()
          .map(
              root ->
                  new Document(source, Document.Form.YAML, root, YamlComments.of(source, root)));
    } catch (TooDeepException e) {
      diagnostics.add(
          Diagnostic.error(
              ManifestCode.TOO_DEEP,
              e.span,
              "A manifest nests at most " + MAX_DEPTH + " levels deep."));
    } catch (MarkedYamlEngineException e) {
      diagnostics.add(YamlSyntax.diagnostic(source, e));
    } catch (YamlEngineException e) {
      diagnostics.add(YamlSyntax.diagnostic(source, e));
    } catch (NumberFormatException _) {
      // The library reads the digits of an escape without looking whether there are any.
      diagnostics.add(YamlSyntax.escape(reader.events.lastRead()));
    }
    return Optional.empty();
  }

  private Optional<Mapping> document() {
    SourceFile source = events.source();
    events.expect(YamlEvents.Kind.STREAM_START);
    if (events.peek().kind() == YamlEvents.Kind.STREAM_END) {
      diagnostics.add(
          Diagnostic.error(ManifestCode.EMPTY, source.span(0, 0), "The manifest is empty.")
              .hint("Start with `envc: 1` and `name: …`."));
      return Optional.empty();
    }
    events.expect(YamlEvents.Kind.DOCUMENT_START);
    Node root = node(0);
    events.expect(YamlEvents.Kind.DOCUMENT_END);
    YamlEvents.Token more = events.next();
    if (more.kind() == YamlEvents.Kind.DOCUMENT_START) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.SEVERAL_DOCUMENTS,
                  more.span(),
                  "A manifest is one YAML document; a second one starts here.")
              .hint("Put each environment into a file of its own, or use `variants`."));
    }
    return shared ? Optional.empty() : rootMapping(root);
  }

  private Optional<Mapping> rootMapping(Node root) {
    if (root instanceof Mapping mapping) {
      return Optional.of(mapping);
    }
    boolean nothing = root instanceof Scalar s && s.text().isEmpty();
    diagnostics.add(
        nothing
            ? Diagnostic.error(ManifestCode.EMPTY, root.span(), "The manifest is empty.")
                .hint("Start with `envc: 1` and `name: …`.")
            : Diagnostic.error(
                ManifestCode.WRONG_SHAPE,
                root.span(),
                "A manifest is a mapping of fields to values."));
    return Optional.empty();
  }

  private Node node(int depth) {
    YamlEvents.Token token = events.next();
    if (depth > MAX_DEPTH) {
      throw new TooDeepException(token.span());
    }
    refuseDecoration(token);
    return switch (token.kind()) {
      case SCALAR -> new Scalar(token.text(), token.style(), token.span());
      case SEQUENCE_START -> sequence(token, depth);
      case MAPPING_START -> mapping(token, depth);
      case ALIAS -> new Scalar("", Scalar.Style.QUOTED, token.span());
      case STREAM_START,
          STREAM_END,
          DOCUMENT_START,
          DOCUMENT_END,
          SEQUENCE_END,
          MAPPING_END,
          COMMENT ->
          throw new IllegalStateException("unexpected YAML event " + token.kind());
    };
  }

  private Sequence sequence(YamlEvents.Token start, int depth) {
    var items = new ArrayList<Node>();
    Span last = start.span();
    while (events.peek().kind() != YamlEvents.Kind.SEQUENCE_END) {
      Node item = node(depth + 1);
      items.add(item);
      last = item.span();
    }
    return new Sequence(items, cover(start.span(), last, events.next()));
  }

  private Node mapping(YamlEvents.Token start, int depth) {
    var entries = new ArrayList<Mapping.Entry>();
    Map<String, Scalar> seen = new HashMap<>();
    Span last = start.span();
    while (events.peek().kind() != YamlEvents.Kind.MAPPING_END) {
      Optional<Scalar> key = key(node(depth + 1));
      Node value = node(depth + 1);
      last = value.span();
      if (key.isPresent() && isNew(seen, key.get())) {
        entries.add(new Mapping.Entry(key.get(), value));
      }
    }
    return wrap(new Mapping(entries, cover(start.span(), last, events.next())));
  }

  private Optional<Scalar> key(Node node) {
    if (node instanceof Scalar s && !s.text().isEmpty()) {
      return Optional.of(s);
    }
    diagnostics.add(
        Diagnostic.error(ManifestCode.KEY_NOT_TEXT, node.span(), "A key is a word of text."));
    return Optional.empty();
  }

  private boolean isNew(Map<String, Scalar> seen, Scalar key) {
    Scalar first = seen.putIfAbsent(key.text(), key);
    if (first == null) {
      return true;
    }
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.DUPLICATE_KEY,
                key.span(),
                "`" + key.text() + "` is already written in this mapping.")
            .note("It is written first here.", first.span())
            .hint("Keep one of the two, or put both values under one key."));
    return false;
  }

  /// `{ for: …, in: … }`, `{ if: … }`, both also with `then: …`, `{ default: … }` and `{ force: …,
  /// because: … }` stand for what they wrap.
  private static Node wrap(Mapping mapping) {
    Optional<Node> variable = mapping.get("for");
    Optional<Node> list = mapping.get("in");
    if (variable.isPresent()
        && variable.get() instanceof Scalar name
        && list.isPresent()
        && (list.get() instanceof Scalar || list.get() instanceof Sequence)) {
      return new Repeated(
          name, list.get(), body(mapping.without("for").without("in")), mapping.span());
    }
    Optional<Node> condition = mapping.get("if");
    if (condition.isPresent() && condition.get() instanceof Scalar text) {
      return Nodes.when(text, body(mapping.without("if")), mapping.span());
    }
    Optional<Node> because = mapping.get("because");
    boolean said = because.isPresent() && because.get() instanceof Scalar;
    if (mapping.entries().size() == (said ? 2 : 1)) {
      Optional<Scalar> reason = because.filter(Scalar.class::isInstance).map(Scalar.class::cast);
      for (Priority priority : List.of(Priority.DEFAULT, Priority.FORCE)) {
        String word = priority == Priority.FORCE ? "force" : "default";
        if (mapping.get(word).isPresent()) {
          return new Prioritized(priority, mapping.get(word).get(), reason, mapping.span());
        }
      }
    }
    return mapping;
  }

  /// What a condition or a loop is about: the value of `then`, or the rest of the mapping.
  private static Node body(Mapping rest) {
    Optional<Node> then = rest.entries().size() == 1 ? rest.get("then") : Optional.empty();
    return then.orElseGet(() -> wrap(rest));
  }

  private void refuseDecoration(YamlEvents.Token token) {
    boolean alias = token.kind() == YamlEvents.Kind.ALIAS;
    if ((alias || token.anchored()) && !shared) {
      shared = true;
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.ANCHOR,
                  token.span(),
                  "Anchors and aliases are not part of envc's YAML.")
              .hint("Share values with `extends` or `params`."));
    }
    if (token.tagged()) {
      Diagnostic refused =
          Diagnostic.error(ManifestCode.TAG, token.span(), "Tags are not part of envc's YAML.");
      diagnostics.add(
          refused
              .hint("Remove the tag: a field knows the type of its value.")
              .edit(new Edit("remove the tag", token.span(), withoutTag(token.span().text()))));
    }
  }

  private static String withoutTag(String written) {
    return written.replaceFirst("^![^\\s]*\\s*", "");
  }

  private static Span cover(Span start, Span last, YamlEvents.Token end) {
    // A block collection ends, for YAML, where the next token starts: use its last item.
    boolean flow = end.span().end() > end.span().start();
    return start.file().span(start.start(), flow ? end.span().end() : last.end());
  }

  private static final class TooDeepException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Span span;

    TooDeepException(Span span) {
      super("too deep", null, false, false);
      this.span = span;
    }
  }
}
