package dev.envc.driver;

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
import dev.envc.frontend.CommitFiles;
import dev.envc.frontend.ProgramLoader;
import dev.envc.source.FileAccess;
import dev.envc.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The environments of a manifest, merged, with the place that each line comes from (`envc show`).
public final class Origins {
  /// A line of the merged environment, and where its value is written.
  public record Line(String text, Span origin) {}

  /// One environment.
  public record Shown(String arch, String variant, List<Line> lines) {
    public Shown {
      lines = List.copyOf(lines);
    }
  }

  private Origins() {}

  /// The environments in their order; empty when the manifest cannot be read. Problems go to
  /// `diagnostics`.
  public static List<Shown> of(
      Path file,
      FileAccess files,
      CommitFiles commits,
      Map<String, String> parameters,
      Diagnostics diagnostics) {
    var shown = new ArrayList<Shown>();
    ProgramLoader.load(file, files, commits, diagnostics)
        .ifPresent(
            loaded -> {
              for (Composition c : Composer.compose(loaded.program(), parameters, diagnostics)) {
                var lines = new ArrayList<Line>();
                fields(withPlainDefaults(c.merged()), "", lines);
                shown.add(new Shown(c.arch(), c.variant(), lines));
              }
            });
    return shown;
  }

  /// The default of a parameter is a list in the model; one that is no list is shown as it is
  /// meant.
  private static Mapping withPlainDefaults(Mapping merged) {
    return mapped(
        merged,
        "params",
        params ->
            params instanceof Mapping all
                ? new Mapping(
                    all.entries().stream()
                        .map(p -> new Mapping.Entry(p.key(), withPlainDefault(p.value())))
                        .toList(),
                    all.span())
                : params);
  }

  private static Node withPlainDefault(Node parameter) {
    boolean list =
        parameter instanceof Mapping m
            && m.get("type")
                .filter(t -> t instanceof Scalar s && s.text().equals("list"))
                .isPresent();
    return parameter instanceof Mapping m && !list
        ? mapped(
            m,
            "default",
            d -> d instanceof Sequence s && s.items().size() == 1 ? s.items().getFirst() : d)
        : parameter;
  }

  private static Mapping mapped(Mapping mapping, String field, UnaryOperator<Node> change) {
    return new Mapping(
        mapping.entries().stream()
            .map(
                e ->
                    e.name().equals(field)
                        ? new Mapping.Entry(e.key(), change.apply(e.value()))
                        : e)
            .toList(),
        mapping.span());
  }

  private static void fields(Mapping mapping, String indent, List<Line> lines) {
    for (Mapping.Entry e : mapping.entries()) {
      value(indent + e.name() + ":", e.value(), e.key().span(), indent, lines);
    }
  }

  private static void value(String head, Node node, Span key, String indent, List<Line> lines) {
    switch (node) {
      case Scalar s -> lines.add(new Line(head + " " + shown(s), s.span()));
      case Mapping m -> {
        lines.add(new Line(head + (m.entries().isEmpty() ? " {}" : ""), key));
        fields(m, indent + "  ", lines);
      }
      case Sequence s -> {
        lines.add(new Line(head + (s.items().isEmpty() ? " []" : ""), key));
        s.items().forEach(i -> value(indent + "  -", i, i.span(), indent + "  ", lines));
      }
      case Prioritized p -> value(head, p.value(), key, indent, lines);
      case Conditional c -> value(head, c.value(), key, indent, lines);
      case Repeated r -> value(head, r.value(), key, indent, lines);
    }
  }

  private static String shown(Scalar s) {
    String text = s.text();
    boolean plain = !text.isEmpty() && text.equals(text.strip()) && text.indexOf('\n') < 0;
    return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\n", "\\n") + "\"";
  }
}
