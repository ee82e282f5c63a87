package dev.envc.editor;

import dev.envc.ast.Mapping;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.source.Span;
import java.nio.file.Path;
import java.util.Optional;

/// Where the diagnostics of a manifest are shown: in the file they are about, and what is about a
/// file that cannot be edited, such as a standard module, where the manifest says `extends`.
public final class DiagnosticPlaces {
  private final SourcePlaces places;

  public DiagnosticPlaces(OpenTexts texts) {
    this.places = new SourcePlaces(texts);
  }

  public PlacedDiagnostic of(Diagnostic diagnostic, Analysis analysis) {
    Optional<SourcePlaces.Place> own = diagnostic.span().flatMap(places::of);
    if (own.isPresent()) {
      return new PlacedDiagnostic(own.get(), message(diagnostic), diagnostic);
    }
    String elsewhere = diagnostic.span().map(s -> s + ": ").orElse("");
    return new PlacedDiagnostic(head(analysis), elsewhere + message(diagnostic), diagnostic);
  }

  private SourcePlaces.Place head(Analysis analysis) {
    return analysis
        .document()
        .flatMap(d -> d.root().entry("extends"))
        .map(Mapping.Entry::key)
        .flatMap(k -> places.of(k.span()))
        .orElseGet(() -> start(analysis.path()));
  }

  private static SourcePlaces.Place start(Path path) {
    var zero = new TextPlace(0, 0);
    return new SourcePlaces.Place(path, new TextRange(zero, zero));
  }

  /// The message, the notes that have no place an editor can go to, and the hint.
  private String message(Diagnostic d) {
    var text = new StringBuilder(d.message());
    for (Diagnostic.Note note : d.notes()) {
      if (note.span().flatMap(places::of).isEmpty()) {
        String where = note.span().map(Span::toString).map(s -> s + ": ").orElse("");
        text.append('\n').append(where).append(note.message());
      }
    }
    d.hint().ifPresent(h -> text.append('\n').append(h));
    return text.toString();
  }
}
