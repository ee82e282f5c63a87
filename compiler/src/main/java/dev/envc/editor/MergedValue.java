package dev.envc.editor;

import dev.envc.ast.Conditional;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.compose.Composer;
import dev.envc.compose.Composition;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.source.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// The value of a field after everything is merged, each part with the place it comes from, in
/// Markdown.
final class MergedValue {
  private static final int MOST = 12;

  private final Path manifest;
  private final StringJoiner lines = new StringJoiner("\n");
  private int count;

  private MergedValue(Path manifest) {
    this.manifest = manifest;
  }

  /// Of the first environment of a manifest that has the field; empty when none has it.
  static Optional<String> of(Analysis analysis, List<Place.Step> path) {
    if (analysis.manifest().isEmpty() || analysis.loaded().isEmpty() || path.isEmpty()) {
      return Optional.empty();
    }
    List<Composition> all =
        Composer.compose(analysis.loaded().get().program(), Map.of(), new Diagnostics());
    for (Composition c : all) {
      Optional<Node> value = find(c.merged(), path);
      if (value.isPresent()) {
        var merged = new MergedValue(analysis.path());
        merged.node("", value.get());
        String variant = c.variant().isEmpty() ? "" : ", variant " + c.variant();
        return Optional.of("Merged, for " + c.arch() + variant + ":\n\n" + merged.lines);
      }
    }
    return Optional.empty();
  }

  /// The value at a path: in lists one is not told from another, so it ends there.
  private static Optional<Node> find(Mapping merged, List<Place.Step> path) {
    Node at = merged;
    for (Place.Step step : path) {
      if (!(step instanceof Place.Step.Key(String key)) || !(at instanceof Mapping m)) {
        break;
      }
      Optional<Node> next = m.get(key);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  private void node(String prefix, Node node) {
    switch (node) {
      case Scalar s -> line(prefix, s);
      case Sequence s -> s.items().forEach(i -> node(prefix, i));
      case Mapping m -> m.entries().forEach(e -> node(prefix + e.name() + ": ", e.value()));
      case Prioritized p -> node(prefix, p.value());
      case Conditional c -> node(prefix, c.value());
      case Repeated r -> node(prefix, r.value());
    }
  }

  private void line(String prefix, Scalar s) {
    count++;
    if (count <= MOST) {
      String text = s.text().lines().findFirst().orElse("");
      lines.add("- `" + prefix + text.replace('`', '\'') + "` — " + shown(s.span()));
    } else if (count == MOST + 1) {
      lines.add("- …");
    }
  }

  private String shown(Span span) {
    Path parent = manifest.getParent();
    String file =
        SourcePlaces.file(span.file())
            .filter(_ -> parent != null)
            .map(f -> String.valueOf(parent == null ? f : parent.relativize(f)))
            .orElse(span.file().name());
    return file + ":" + span.from().line();
  }
}
