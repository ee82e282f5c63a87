package dev.envc.lsp;

import dev.envc.editor.Analysis;
import dev.envc.editor.DiagnosticPlaces;
import dev.envc.editor.OpenTexts;
import dev.envc.editor.PlacedDiagnostic;
import dev.envc.editor.SourcePlaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;

/// What the client is shown: for each file the problems that the open manifests find in it.
final class Publisher {
  /// The two ways problems are found: by the language, and later in the trees.
  private enum Phase {
    LANGUAGE,
    TREES
  }

  private final LanguageClient client;
  private final Uris uris;
  private final OpenTexts texts;
  private final DiagnosticPlaces places;
  private final SourcePlaces sources;
  private final Map<Path, Map<Phase, List<PlacedDiagnostic>>> found = new TreeMap<>();
  private final Map<Path, List<Diagnostic>> shown = new TreeMap<>();

  Publisher(LanguageClient client, Uris uris, OpenTexts texts) {
    this.client = client;
    this.uris = uris;
    this.texts = texts;
    this.places = new DiagnosticPlaces(texts);
    this.sources = new SourcePlaces(texts);
  }

  /// Takes what the language says of manifests that were checked together; what was found in trees
  /// before no longer holds.
  synchronized void publish(List<Analysis> analyses) {
    for (Analysis a : analyses) {
      found.put(a.path(), new TreeMap<>(Map.of(Phase.LANGUAGE, placed(a, a.diagnostics()))));
    }
    show(analyses.stream().map(Analysis::path).toList(), Set.of());
  }

  /// Takes what was found in the trees of a manifest.
  synchronized void publish(Analysis analysis, List<dev.envc.diagnostic.Diagnostic> inTrees) {
    found
        .computeIfAbsent(analysis.path(), _ -> new TreeMap<>())
        .put(Phase.TREES, placed(analysis, inTrees));
    show(List.of(analysis.path()), Set.of());
  }

  private List<PlacedDiagnostic> placed(
      Analysis analysis, List<dev.envc.diagnostic.Diagnostic> diagnostics) {
    return diagnostics.stream().map(d -> places.of(d, analysis)).toList();
  }

  /// A file is no manifest, or no more: what it found is no longer shown.
  synchronized void forget(Path file) {
    found.remove(file);
    show(List.of(file), Set.of());
  }

  /// A manifest was closed. What is shown has no version, even when the file has been opened again
  /// in the meantime: nothing of that text is known yet.
  synchronized void closed(Path manifest) {
    found.remove(manifest);
    show(List.of(manifest), Set.of(manifest));
  }

  /// The problems shown in a file.
  synchronized List<PlacedDiagnostic> in(Path file) {
    var all = new LinkedHashSet<PlacedDiagnostic>();
    for (Map<Phase, List<PlacedDiagnostic>> phases : found.values()) {
      phases
          .values()
          .forEach(l -> l.stream().filter(d -> d.place().file().equals(file)).forEach(all::add));
    }
    return List.copyOf(all);
  }

  /// Sends what has changed, and in any case what is known of the manifests themselves; of closed
  /// ones without a version.
  private void show(List<Path> manifests, Set<Path> closed) {
    var files = new TreeSet<Path>(shown.keySet());
    files.addAll(manifests);
    found.values().stream()
        .flatMap(m -> m.values().stream().flatMap(List::stream))
        .forEach(d -> files.add(d.place().file()));
    for (Path file : files) {
      List<Diagnostic> problems = in(file).stream().map(this::diagnostic).toList();
      if (manifests.contains(file) || !problems.equals(shown.getOrDefault(file, List.of()))) {
        client.publishDiagnostics(params(file, problems, !closed.contains(file)));
      }
      if (problems.isEmpty()) {
        shown.remove(file);
      } else {
        shown.put(file, problems);
      }
    }
  }

  private PublishDiagnosticsParams params(Path file, List<Diagnostic> problems, boolean versioned) {
    var params = new PublishDiagnosticsParams(uris.uri(file), problems);
    if (versioned) {
      texts.get(file).ifPresent(t -> params.setVersion(t.version()));
    }
    return params;
  }

  Diagnostic diagnostic(PlacedDiagnostic placed) {
    var d = new Diagnostic(Wire.range(placed.place().range()), placed.message());
    d.setSeverity(Wire.severity(placed.diagnostic().severity()));
    d.setSource("envc");
    d.setCode(placed.diagnostic().code().id());
    var related = new ArrayList<DiagnosticRelatedInformation>();
    for (dev.envc.diagnostic.Diagnostic.Note note : placed.diagnostic().notes()) {
      note.span()
          .flatMap(sources::of)
          .ifPresent(
              p ->
                  related.add(
                      new DiagnosticRelatedInformation(
                          new Location(uris.uri(p.file()), Wire.range(p.range())),
                          note.message())));
    }
    if (!related.isEmpty()) {
      d.setRelatedInformation(related);
    }
    return d;
  }
}
