package dev.envc.lsp;

import dev.envc.diagnostic.Severity;
import dev.envc.editor.TextChange;
import dev.envc.editor.TextPlace;
import dev.envc.editor.TextRange;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/// Values of `editor` as the protocol writes them.
final class Wire {
  private Wire() {}

  static Position position(TextPlace place) {
    return new Position(place.line(), place.character());
  }

  static TextPlace place(Position position) {
    return new TextPlace(position.getLine(), position.getCharacter());
  }

  static Range range(TextRange range) {
    return new Range(position(range.start()), position(range.end()));
  }

  static TextRange range(Range range) {
    return new TextRange(place(range.getStart()), place(range.getEnd()));
  }

  static TextEdit edit(TextChange change) {
    return new TextEdit(range(change.range()), change.text());
  }

  static DiagnosticSeverity severity(Severity severity) {
    return switch (severity) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARNING -> DiagnosticSeverity.Warning;
      case NOTE -> DiagnosticSeverity.Information;
    };
  }
}
