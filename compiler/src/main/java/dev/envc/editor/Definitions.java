package dev.envc.editor;

import dev.envc.ast.Document;
import dev.envc.driver.LanguageTools;
import dev.envc.language.LeafType;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where something is defined: a name where it is declared, an import in its file, a module of the
/// standard library in its source, a file beside the manifest.
public final class Definitions {
  private static final String STANDARD = "std:";

  private final Workspace workspace;
  private final OpenText text;
  private final Analysis known;

  private Definitions(Workspace workspace, OpenText text, int offset) {
    this.workspace = workspace;
    this.text = text;
    this.known = workspace.known(text, offset);
  }

  /// The place; empty when there is nothing to go to.
  public static Optional<SourcePlaces.Place> at(Workspace workspace, OpenText text, int offset)
      throws IOException {
    return new Definitions(workspace, text, offset).at(offset);
  }

  private Optional<SourcePlaces.Place> at(int offset) throws IOException {
    Optional<Span> declaration = declaration(offset);
    if (declaration.isPresent()) {
      return Optional.of(place(declaration.get()));
    }
    Place place = Place.at(text, offset);
    String word = place.word().text();
    if (word.startsWith(STANDARD)) {
      return module(word.substring(STANDARD.length()));
    }
    Optional<LeafType> type = PlaceShape.of(place.path()).word();
    if (type.isPresent() && (type.get() == LeafType.IMPORT || type.get() == LeafType.SOURCE)) {
      Optional<SourcePlaces.Place> beside = file(word);
      return beside.isPresent() ? beside : ofCommit(word);
    }
    return Optional.empty();
  }

  private Optional<Span> declaration(int offset) {
    return known
        .document()
        .filter(d -> d.source().text().equals(text.text()))
        .flatMap(d -> NameUses.at(d, offset))
        .flatMap(u -> Renaming.declaration(u, documents()));
  }

  /// Those of the file's own program, or else of a manifest that it is a part of.
  private List<Document> documents() {
    return workspace.dependents(text.path()).stream()
        .flatMap(p -> workspace.analysis(p).documents().stream())
        .toList();
  }

  private Optional<SourcePlaces.Place> module(String name) throws IOException {
    Optional<String> source = LanguageTools.module(name);
    return source.isEmpty()
        ? Optional.empty()
        : Optional.of(place(SourceFile.of(STANDARD + name + ".env.yaml", source.get()).span(0, 0)));
  }

  private Optional<SourcePlaces.Place> file(String word) {
    try {
      Path file = text.path().resolveSibling(word).normalize();
      return Files.isRegularFile(file) || workspace.texts().get(file).isPresent()
          ? Optional.of(new SourcePlaces.Place(file, start()))
          : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /// A file of a git commit that the program holds.
  private Optional<SourcePlaces.Place> ofCommit(String path) throws IOException {
    for (Document d : known.documents()) {
      if (SourcePlaces.file(d.source()).isEmpty() && d.source().name().endsWith(":" + path)) {
        return Optional.of(place(d.source().span(0, 0)));
      }
    }
    return Optional.empty();
  }

  private SourcePlaces.Place place(Span span) throws IOException {
    Optional<SourcePlaces.Place> own = new SourcePlaces(workspace.texts()).of(span);
    if (own.isPresent()) {
      return own.get();
    }
    Path file = new ExtractedSources(workspace.cacheDirectory()).file(span.file());
    return new SourcePlaces.Place(
        file, TextLines.of(span.file().text()).range(span.start(), span.end()));
  }

  private static TextRange start() {
    return new TextRange(new TextPlace(0, 0), new TextPlace(0, 0));
  }
}
