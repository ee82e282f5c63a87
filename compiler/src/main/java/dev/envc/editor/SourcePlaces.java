package dev.envc.editor;

import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// From the compiler's places to an editor's.
public final class SourcePlaces {
  private final OpenTexts texts;

  public SourcePlaces(OpenTexts texts) {
    this.texts = texts;
  }

  /// A stretch of a file of this machine.
  public record Place(Path file, TextRange range) {}

  /// The place of a span; empty when its source is no file of this machine.
  public Optional<Place> of(Span span) {
    return file(span.file()).map(f -> new Place(f, range(f, span)));
  }

  /// Whether a source is what its file holds now, in the editor when it is open.
  public boolean isCurrent(SourceFile source) {
    return file(source).flatMap(texts::get).map(t -> t.text().equals(source.text())).orElse(false);
  }

  /// The file of a source; empty for a standard module and for a file of a git commit.
  public static Optional<Path> file(SourceFile source) {
    try {
      Path path = Path.of(source.name());
      return path.isAbsolute() ? Optional.of(path.normalize()) : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private TextRange range(Path file, Span span) {
    Optional<OpenText> open = texts.get(file).filter(t -> t.text().equals(span.file().text()));
    return open.map(t -> t.range(span.start(), span.end()))
        .orElseGet(() -> TextLines.of(span.file().text()).range(span.start(), span.end()));
  }
}
