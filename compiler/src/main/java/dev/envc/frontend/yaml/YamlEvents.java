package dev.envc.frontend.yaml;

import dev.envc.ast.Scalar;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// The events of a YAML stream with places in UTF-16 offsets; the library's marks count code
/// points.
final class YamlEvents {
  enum Kind {
    STREAM_START,
    STREAM_END,
    DOCUMENT_START,
    DOCUMENT_END,
    SCALAR,
    SEQUENCE_START,
    SEQUENCE_END,
    MAPPING_START,
    MAPPING_END,
    ALIAS,
    COMMENT
  }

  /// One event. `text` and `style` are a scalar's.
  record Token(
      Kind kind, Span span, String text, Scalar.Style style, boolean anchored, boolean tagged) {}

  private final SourceFile source;
  private final ParserImpl parser;
  private final Offsets offsets;
  private final StreamReader reader;

  YamlEvents(SourceFile source) {
    this.source = source;
    this.offsets = new Offsets(source.text());
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source.name())
            .setParseComments(false)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    this.reader = new StreamReader(settings, source.text());
    this.parser = new ParserImpl(settings, reader);
  }

  /// The two characters that were read last.
  Span lastRead() {
    int end = offsets.utf16(reader.getIndex());
    return source.span(Math.max(0, end - 2), end);
  }

  SourceFile source() {
    return source;
  }

  Token peek() {
    return token(parser.peekEvent());
  }

  Token next() {
    return token(parser.next());
  }

  void expect(Kind kind) {
    Token token = next();
    if (token.kind() != kind) {
      throw new IllegalStateException("expected " + kind + ", got " + token.kind());
    }
  }

  private Token token(Event event) {
    Span span = trimmed(event);
    if (event instanceof ScalarEvent s) {
      return new Token(
          Kind.SCALAR, span, s.getValue(), style(s), anchored(s), s.getTag().isPresent());
    }
    boolean tagged = event instanceof CollectionStartEvent c && c.getTag().isPresent();
    boolean anchored =
        event instanceof NodeEvent n && !(event instanceof AliasEvent) && anchored(n);
    return new Token(kind(event), span, "", Scalar.Style.PLAIN, anchored, tagged);
  }

  private static boolean anchored(NodeEvent event) {
    return event.getAnchor().isPresent();
  }

  private static Scalar.Style style(ScalarEvent event) {
    ScalarStyle style = event.getScalarStyle();
    return switch (style) {
      case PLAIN -> Scalar.Style.PLAIN;
      case DOUBLE_QUOTED, SINGLE_QUOTED, JSON_SCALAR_STYLE -> Scalar.Style.QUOTED;
      case LITERAL, FOLDED -> Scalar.Style.BLOCK;
    };
  }

  /// A block scalar's mark runs to the next token: the white space behind it is not part of it.
  private Span trimmed(Event event) {
    int start = offset(event.getStartMark().orElseThrow());
    int end = offset(event.getEndMark().orElseThrow());
    String text = source.text();
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return source.span(start, end);
  }

  private int offset(Mark mark) {
    return offsets.utf16(mark.getIndex());
  }

  private static Kind kind(Event event) {
    return switch (event.getEventId()) {
      case StreamStart -> Kind.STREAM_START;
      case StreamEnd -> Kind.STREAM_END;
      case DocumentStart -> Kind.DOCUMENT_START;
      case DocumentEnd -> Kind.DOCUMENT_END;
      case Scalar -> Kind.SCALAR;
      case SequenceStart -> Kind.SEQUENCE_START;
      case SequenceEnd -> Kind.SEQUENCE_END;
      case MappingStart -> Kind.MAPPING_START;
      case MappingEnd -> Kind.MAPPING_END;
      case Alias -> Kind.ALIAS;
      case Comment -> Kind.COMMENT;
    };
  }
}
