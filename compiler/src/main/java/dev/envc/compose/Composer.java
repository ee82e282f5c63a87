package dev.envc.compose;

import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Program;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.language.ManifestFields;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes the environments of a program: one for each architecture, combination of the matrix and
/// variant, the manifest itself before its variants.
public final class Composer {
  private final Program program;
  private final Diagnostics diagnostics;
  private final Layers layers;

  private Composer(Program program, Diagnostics diagnostics) {
    this.program = program;
    this.diagnostics = diagnostics;
    this.layers = new Layers(program);
  }

  /// The environments, in order; `set` gives values to parameters.
  public static List<Composition> compose(
      Program program, Map<String, String> set, Diagnostics diagnostics) {
    return new Composer(program, diagnostics).environments(set);
  }

  /// A module by itself, for one architecture: its fields merged, its parameters at their defaults.
  public static Mapping module(Program program, String arch, Diagnostics diagnostics) {
    return new Composer(program, diagnostics).module(arch);
  }

  private Mapping module(String arch) {
    Mapping head = merge(Scope.empty(), new Diagnostics(), layers.heads());
    Parameters parameters = new Parameters(mapping(head, "params"), diagnostics);
    SortedMap<String, String> values = parameters.values(Map.of(), Set.of());
    var row = new Matrix.Row(new TreeMap<>(), "");
    var place = new Scalar(arch, Scalar.Style.PLAIN, rootHead());
    return composition(place, row, "", parameters, values).merged();
  }

  private List<Composition> environments(Map<String, String> set) {
    Scope none = Scope.empty();
    Mapping head = merge(none, new Diagnostics(), layers.heads());
    Parameters parameters = new Parameters(mapping(head, "params"), diagnostics);
    Matrix matrix = new Matrix(mapping(head, "matrix"), parameters, diagnostics);
    matrix.refuse(set, diagnostics);
    SortedMap<String, String> values = parameters.values(set, matrix.names());
    List<Scalar> arches = arches(values, parameters);
    var all = new ArrayList<Composition>();
    for (Scalar arch : arches) {
      for (Matrix.Row row : matrix.rows(rootName())) {
        for (String variant : variants()) {
          all.add(composition(arch, row, variant, parameters, values));
        }
      }
    }
    NeverHolds.check(program.root().document(), matrix.choices(variants()), diagnostics);
    return all;
  }

  private Composition composition(
      Scalar arch,
      Matrix.Row row,
      String variant,
      Parameters parameters,
      SortedMap<String, String> values) {
    var own = new TreeMap<>(values);
    own.putAll(row.values());
    var scoped = new TreeMap<>(own);
    scoped.put("arch", arch.text());
    scoped.put("variant", variant);
    Scope scope = lets(new Scope(scoped, parameters.lists(scoped), parameters.choices()));
    var expansion = new Expansion(scope, diagnostics);
    Mapping merged =
        merge(scope, diagnostics, layers.of(variant, expansion, new Loops(scope, diagnostics)));
    return new Composition(arch.text(), arch.span(), label(row, variant), variant, own, merged);
  }

  private Scope lets(Scope scope) {
    List<Layer> written = layers.lets();
    boolean none = written.stream().allMatch(l -> l.content().entries().isEmpty());
    return none
        ? scope
        : Lets.added(
            mapping(
                Merger.ofTexts(scope, diagnostics)
                    .merge(ManifestFields.MANIFEST, written, rootSpan()),
                "let"),
            scope,
            diagnostics);
  }

  private static String label(Matrix.Row row, String variant) {
    return row.label().isEmpty() || variant.isEmpty()
        ? row.label() + variant
        : row.label() + "-" + variant;
  }

  private Mapping merge(Scope scope, Diagnostics sink, List<Layer> from) {
    return new Merger(scope, sink).merge(ManifestFields.MANIFEST, from, rootSpan());
  }

  /// The manifest's architectures, each once; one without a name, so that all else is checked, when
  /// there is none.
  private List<Scalar> arches(SortedMap<String, String> values, Parameters parameters) {
    Mapping head =
        merge(
            new Scope(values, parameters.lists(values), parameters.choices()),
            diagnostics,
            layers.heads());
    var arches = new TreeMap<Integer, Scalar>();
    var seen = new java.util.HashSet<String>();
    if (head.get("arch").orElse(null) instanceof Sequence s) {
      for (Node item : s.items()) {
        if (item instanceof Scalar a && seen.add(a.text())) {
          arches.put(arches.size(), a);
        }
      }
    }
    if (head.get("arch").isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.MISSING_FIELD, rootHead(), "A manifest says which `arch` it is for.")
              .hint("Add `arch: amd64`, or a list.", "Add `arch amd64`, or a list."));
    }
    return arches.isEmpty()
        ? List.of(new Scalar("", Scalar.Style.PLAIN, rootHead()))
        : List.copyOf(arches.values());
  }

  /// The variants of the whole program, the manifest itself (an empty name) first.
  private List<String> variants() {
    var names = new ArrayList<String>();
    names.add("");
    for (Program.Unit unit : program.units().reversed()) {
      if (unit.document().root().get("variants").orElse(null) instanceof Mapping m) {
        m.entries().stream()
            .map(Mapping.Entry::name)
            .filter(n -> !names.contains(n))
            .forEach(names::add);
      }
    }
    return names;
  }

  private String rootName() {
    Optional<Node> name = program.root().document().root().get("name");
    return name.isPresent() && name.get() instanceof Scalar s ? s.text() : "";
  }

  private Span rootSpan() {
    return program.root().document().root().span();
  }

  private Span rootHead() {
    Span root = rootSpan();
    int end = root.file().text().indexOf('\n', root.start());
    return root.file().span(root.start(), end < 0 ? root.end() : Math.min(end, root.end()));
  }

  private static Mapping mapping(Mapping head, String field) {
    return head.get(field).orElse(null) instanceof Mapping m
        ? m
        : new Mapping(List.of(), head.span());
  }
}
