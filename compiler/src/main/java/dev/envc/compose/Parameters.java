package dev.envc.compose;

import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The parameters of a program and their values.
final class Parameters {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final int LONGEST = 4096;

  private record Parameter(Scalar key, Mapping declaration) {
    Optional<String> text(String field) {
      return declaration.get(field).orElse(null) instanceof Scalar s
          ? Optional.of(s.text())
          : Optional.empty();
    }

    String type() {
      return text("type").orElse("text");
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

  boolean has(String name) {
    return declared.containsKey(name);
  }

  /// The value of each parameter: as set, else its default. `others` get theirs elsewhere.
  SortedMap<String, String> values(Map<String, String> set, Set<String> others) {
    set.keySet().stream().filter(n -> !declared.containsKey(n)).forEach(this::unknown);
    var values = new TreeMap<String, String>();
    declared.forEach(
        (name, parameter) -> {
          String given = set.get(name);
          if (given != null) {
            check(name, given, parameter.key().span(), "`--set` gives");
            values.put(name, given);
          } else if (parameter.declaration().get("default").orElse(null) instanceof Scalar s) {
            check(name, s.text(), s.span(), "The default is");
            values.put(name, s.text());
          } else if (!others.contains(name)) {
            missing(name, parameter);
            values.put(name, standIn(parameter));
          }
        });
    return values;
  }

  /// Reports a value that its parameter does not take; a name without declaration takes any.
  void check(String name, String value, Span place, String where) {
    Parameter parameter = declared.get(name);
    if (parameter != null) {
      problem(parameter, value)
          .ifPresent(
              p ->
                  diagnostics.add(
                      Diagnostic.error(
                          ManifestCode.PARAMETER_VALUE,
                          place,
                          where + " `" + value + "`: the parameter `" + name + "` " + p + ".")));
    }
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
    var choices = new ArrayList<String>();
    if (parameter.declaration().get("one-of").orElse(null) instanceof Sequence s) {
      for (Node item : s.items()) {
        if (item instanceof Scalar t) {
          choices.add(t.text());
        }
      }
    }
    return choices;
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
