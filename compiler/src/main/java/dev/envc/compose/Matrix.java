package dev.envc.compose;

import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.language.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The combinations of a matrix of parameters.
final class Matrix {
  static final int MOST_ROWS = 1000;

  private record Axis(Scalar key, List<Scalar> values) {
    String name() {
      return key.text();
    }

    List<String> texts() {
      return values.stream().map(Scalar::text).toList();
    }
  }

  /// One combination. `label` tells it apart: the values that the manifest's name does not hold.
  record Row(SortedMap<String, String> values, String label) {}

  private final List<Axis> axes = new ArrayList<>();

  Matrix(Mapping matrix, Parameters parameters, Diagnostics diagnostics) {
    long rows = 1;
    for (Mapping.Entry e : matrix.entries()) {
      Axis axis = axis(e);
      if (!parameters.has(e.name())) {
        Diagnostic d =
            Diagnostic.error(
                    ManifestCode.MATRIX,
                    e.key().span(),
                    "The matrix sets `" + e.name() + "`, which is no parameter.")
                .hint(
                    "Declare it under `params`.",
                    "Declare it with `param %s …`.".formatted(e.name()));
        diagnostics.add(Suggestions.apply(d, e.name(), parameters.names()));
      } else if (axis.values().isEmpty()) {
        diagnostics.add(
            Diagnostic.error(ManifestCode.MATRIX, e.key().span(), "The matrix has no value here."));
      } else if (rows * axis.values().size() > MOST_ROWS) {
        diagnostics.add(
            Diagnostic.error(
                ManifestCode.MATRIX,
                e.key().span(),
                "A matrix has at most " + MOST_ROWS + " combinations."));
      } else {
        rows *= axis.values().size();
        axis.values()
            .forEach(v -> parameters.check(e.name(), v.text(), v.span(), "The matrix gives"));
        axes.add(axis);
      }
    }
  }

  private static Axis axis(Mapping.Entry entry) {
    var values = new ArrayList<Scalar>();
    if (entry.value() instanceof Sequence s) {
      for (Node item : s.items()) {
        if (item instanceof Scalar t) {
          values.add(t);
        }
      }
    }
    return new Axis(entry.key(), values);
  }

  /// The values that the names of a manifest's environments have: those of the matrix, `variant`.
  SortedMap<String, List<String>> choices(List<String> variants) {
    var choices = new TreeMap<String, List<String>>();
    axes.forEach(a -> choices.put(a.name(), a.texts()));
    choices.put("variant", List.copyOf(variants));
    return choices;
  }

  /// Reports the values that are given to its parameters: each row has its own.
  void refuse(Map<String, String> set, Diagnostics diagnostics) {
    for (Axis axis : axes) {
      String given = set.get(axis.name());
      if (given != null) {
        List<String> values = axis.texts();
        diagnostics.add(
            Diagnostic.error(
                    ManifestCode.PARAMETER_VALUE,
                    axis.key().span(),
                    "`--set` gives `%s`: the parameter `%s` has its values from the matrix."
                        .formatted(given, axis.name()))
                .hint(
                    "`envc compile --select %s=%s` chooses among them: %s."
                        .formatted(
                            axis.name(),
                            values.contains(given) ? given : values.getFirst(),
                            String.join(", ", values))));
      }
    }
  }

  Set<String> names() {
    return axes.stream().map(Axis::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /// The combinations in order, the last axis changing fastest; one empty row without a matrix.
  List<Row> rows(String manifestName) {
    Set<String> inName =
        Template.uses(manifestName).stream().map(Template.Use::name).collect(Collectors.toSet());
    List<Row> rows = List.of(new Row(new TreeMap<>(), ""));
    for (Axis axis : axes) {
      var next = new ArrayList<Row>();
      for (Row row : rows) {
        for (Scalar value : axis.values()) {
          var values = new TreeMap<>(row.values());
          values.put(axis.name(), value.text());
          boolean hidden = inName.contains(axis.name());
          String joined = row.label().isEmpty() ? value.text() : row.label() + "-" + value.text();
          next.add(new Row(values, hidden ? row.label() : joined));
        }
      }
      rows = next;
    }
    return rows;
  }
}
