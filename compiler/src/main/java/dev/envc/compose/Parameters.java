package dev.envc.compose;

import dev.envc.ast.Mapping;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The parameters of a program and their values.
final class Parameters {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final int LONGEST = 4096;

  /// What nobody means as a default who writes no type.
  private static final Set<String> TYPES = Set.of("bool", "int", "list");

  private record Parameter(Scalar key, Mapping declaration) {
    Optional<String> text(String field) {
      return declaration.get(field).orElse(null) instanceof Scalar s
          ? Optional.of(s.text())
          : Optional.empty();
    }

    String type() {
      return text("type").orElse("text");
    }

    boolean isList() {
      return type().equals("list");
    }
  }

  private final Map<String, Parameter> declared = new LinkedHashMap<>();
  private final Diagnostics diagnostics;

  Parameters(Mapping params, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    for (Mapping.Entry e : params.entries()) {
      if (e.value() instanceof Mapping m) {
        declared.put(e.name(), new Parameter(e.key(), m));
      }
    }
  }

  Set<String> names() {
    return declared.keySet();
  }

  boolean has(String name) {
    return declared.containsKey(name);
  }

  /// The value of each parameter: as set, else its default. `others` have theirs from the matrix.
  SortedMap<String, String> values(Map<String, String> set, Set<String> others) {
    set.keySet().stream().filter(n -> !declared.containsKey(n)).forEach(this::unknown);
    var values = new TreeMap<String, String>();
    declared.forEach(
        (name, parameter) -> {
          String given = set.get(name);
          if (given != null && !others.contains(name)) {
            check(name, given, parameter.key().span(), "`--set` gives");
            values.put(name, given);
          } else if (parameter.declaration().get("default").orElse(null) instanceof Sequence s) {
            values.put(name, defaultValue(name, parameter, s));
          } else if (!others.contains(name)) {
            missing(name, parameter);
            values.put(name, standIn(parameter));
          }
        });
    return values;
  }

  /// The items of the parameters that are lists.
  SortedMap<String, List<String>> lists(SortedMap<String, String> values) {
    var lists = new TreeMap<String, List<String>>();
    declared.forEach(
        (name, parameter) -> {
          String value = values.get(name);
          if (value != null && parameter.isList()) {
            lists.put(name, items(value));
          }
        });
    return lists;
  }

  /// The only values of those parameters that do not take any text.
  SortedMap<String, List<String>> choices() {
    var choices = new TreeMap<String, List<String>>();
    declared.forEach(
        (name, parameter) -> {
          List<String> possible =
              parameter.type().equals("bool") ? List.of("true", "false") : choices(parameter);
          if (!possible.isEmpty() && !parameter.isList()) {
            choices.put(name, possible);
          }
        });
    return choices;
  }

  private static List<String> items(String value) {
    return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
  }

  private String defaultValue(String name, Parameter parameter, Sequence written) {
    List<Scalar> items = scalars(written);
    if (!parameter.isList() && items.size() != 1) {
      problem(written.span(), "The default is", "a list", name, "takes one value");
      return standIn(parameter);
    }
    for (Scalar item : items) {
      if (parameter.isList() && item.text().contains(",")) {
        problem(item.span(), "The default has", item.text(), name, "has no comma in an item");
      }
      check(name, item.text(), item.span(), "The default is");
    }
    boolean bare = parameter.declaration().entries().size() == 1;
    items.stream()
        .filter(i -> bare && TYPES.contains(i.text()))
        .forEach(i -> diagnostics.add(looksLikeType(name, i)));
    return items.stream().map(Scalar::text).collect(Collectors.joining(","));
  }

  private static Diagnostic looksLikeType(String name, Scalar written) {
    return Diagnostic.warning(
            ManifestCode.PARAMETER_VALUE,
            written.span(),
            "The default of `" + name + "` is the text `" + written.text() + "`; it has no type.")
        .hint(
            "Write `{ type: %s }` if that is what it takes.".formatted(written.text()),
            "Write `param %s: %s` if that is what it takes.".formatted(name, written.text()));
  }

  /// Reports a value that its parameter does not take; a name without declaration takes any.
  void check(String name, String value, Span place, String where) {
    Parameter parameter = declared.get(name);
    if (parameter != null) {
      List<String> values = parameter.isList() ? items(value) : List.of(value);
      values.stream()
          .flatMap(v -> problem(parameter, v).stream())
          .findFirst()
          .ifPresent(p -> problem(place, where, value, name, p));
    }
  }

  private void problem(Span place, String where, String value, String name, String problem) {
    diagnostics.add(
        Diagnostic.error(
            ManifestCode.PARAMETER_VALUE,
            place,
            where + " `" + value + "`: the parameter `" + name + "` " + problem + "."));
  }

  private static Optional<String> problem(Parameter parameter, String value) {
    if (value.length() > LONGEST) {
      return Optional.of("takes at most " + LONGEST + " characters");
    }
    if (parameter.type().equals("bool") && !value.equals("true") && !value.equals("false")) {
      return Optional.of("takes true or false");
    }
    if (parameter.type().equals("int") && !INTEGER.matcher(value).matches()) {
      return Optional.of("takes a whole number");
    }
    List<String> choices = choices(parameter);
    if (!choices.isEmpty() && !choices.contains(value)) {
      return Optional.of("takes one of " + String.join(", ", choices));
    }
    return parameter.type().equals("int") ? outOfRange(parameter, value) : Optional.empty();
  }

  private static Optional<String> outOfRange(Parameter parameter, String value) {
    long number = Long.parseLong(value);
    Optional<String> min = parameter.text("min").filter(m -> INTEGER.matcher(m).matches());
    Optional<String> max = parameter.text("max").filter(m -> INTEGER.matcher(m).matches());
    if (min.isPresent() && number < Long.parseLong(min.get())) {
      return Optional.of("is at least " + min.get());
    }
    return max.isPresent() && number > Long.parseLong(max.get())
        ? Optional.of("is at most " + max.get())
        : Optional.empty();
  }

  /// A value to go on with where one is missing.
  private static String standIn(Parameter parameter) {
    List<String> choices = choices(parameter);
    if (!choices.isEmpty()) {
      return choices.getFirst();
    }
    return switch (parameter.type()) {
      case "int" -> parameter.text("min").orElse("0");
      case "bool" -> "false";
      default -> "x";
    };
  }

  private static List<String> choices(Parameter parameter) {
    return parameter.declaration().get("one-of").orElse(null) instanceof Sequence s
        ? scalars(s).stream().map(Scalar::text).toList()
        : List.of();
  }

  private static List<Scalar> scalars(Sequence list) {
    return list.items().stream().filter(Scalar.class::isInstance).map(Scalar.class::cast).toList();
  }

  private void missing(String name, Parameter parameter) {
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.MISSING_PARAMETER,
                parameter.key().span(),
                "The parameter `" + name + "` has no value.")
            .hint("Set it with `--set " + name + "=…`, or give it a default."));
  }

  private void unknown(String name) {
    Diagnostic d =
        Diagnostic.error(
            ManifestCode.UNKNOWN_PARAMETER,
            "`--set` names the parameter `" + name + "`, which the manifest does not have.");
    diagnostics.add(
        Suggestions.question(name, declared.keySet())
            .map(d::hint)
            .orElse(
                declared.isEmpty()
                    ? d.hint("It has no parameters.")
                    : d.hint("It has: " + String.join(", ", declared.keySet()) + ".")));
  }
}
