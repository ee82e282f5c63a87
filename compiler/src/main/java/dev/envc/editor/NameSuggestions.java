package dev.envc.editor;

import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.editor.Suggestion.Kind;
import dev.envc.model.Arch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Names that texts and conditions may ask for: parameters, what `let` names, `arch` and `variant`.
final class NameSuggestions {
  private static final Pattern IN_TEXT = Pattern.compile("(?<!\\$)\\$\\{\\{\\s*([a-z0-9_-]*)$");
  private static final Pattern COMPARED =
      Pattern.compile("([a-z][a-z0-9_-]*)\\s*(?:==|!=)\\s*[^\\s&|()]*$");

  private final Analysis analysis;

  NameSuggestions(Analysis analysis) {
    this.analysis = analysis;
  }

  /// The name that is being written in `${{ … }}`; empty outside of one.
  static Optional<String> inText(String before) {
    Matcher m = IN_TEXT.matcher(before);
    return m.find() ? Optional.of(m.group(1)) : Optional.empty();
  }

  /// What may stand at the end of a condition.
  List<Suggestion> inCondition(String before) {
    Matcher m = COMPARED.matcher(before);
    return m.find() ? values(m.group(1)) : names();
  }

  /// All names, with what they are.
  List<Suggestion> names() {
    var names = new TreeMap<String, String>();
    names.put("arch", "the architecture of the environment");
    names.put("variant", "the variant; empty for the manifest itself");
    for (Mapping root : roots()) {
      entries(root, "params").forEach(e -> names.putIfAbsent(e.name(), parameter(e.value())));
      entries(root, "let").forEach(e -> names.putIfAbsent(e.name(), "let"));
    }
    return names.entrySet().stream()
        .map(e -> Suggestion.of(Kind.PARAMETER, e.getKey(), e.getValue()))
        .toList();
  }

  /// The parameters alone.
  List<Suggestion> parameters() {
    return roots().stream()
        .flatMap(r -> entries(r, "params"))
        .map(e -> Suggestion.of(Kind.PARAMETER, e.name(), parameter(e.value())))
        .distinct()
        .toList();
  }

  /// The values that a name may have, as far as they can be listed.
  List<Suggestion> values(String name) {
    var values = new ArrayList<String>();
    if (name.equals("arch")) {
      values.addAll(Arch.keywords());
    }
    for (Mapping root : roots()) {
      if (name.equals("variant")) {
        entries(root, "variants").map(Mapping.Entry::name).forEach(values::add);
      }
      if (entries(root, "params").anyMatch(e -> e.name().equals(name) && isBool(e.value()))) {
        values.addAll(List.of("true", "false"));
      }
      entries(root, "params")
          .filter(e -> e.name().equals(name) && e.value() instanceof Mapping)
          .flatMap(e -> ((Mapping) e.value()).get("one-of").stream())
          .flatMap(v -> v instanceof Sequence s ? s.items().stream() : Stream.empty())
          .forEach(v -> values.add(v instanceof Scalar s ? s.text() : ""));
    }
    return values.stream()
        .distinct()
        .filter(v -> !v.isEmpty())
        .map(v -> Suggestion.of(Kind.CHOICE, v, ""))
        .toList();
  }

  private static boolean isBool(Node declaration) {
    return declaration instanceof Mapping m
        && m.get("type").filter(t -> t instanceof Scalar s && s.text().equals("bool")).isPresent();
  }

  private List<Mapping> roots() {
    return analysis.documents().reversed().stream().map(d -> d.root()).toList();
  }

  private static Stream<Mapping.Entry> entries(Mapping root, String field) {
    return root.get(field).orElse(null) instanceof Mapping m
        ? m.entries().stream()
        : Stream.empty();
  }

  /// The type of a parameter, its default and what it is for, in one line.
  static String parameter(Node declaration) {
    Map<String, Node> fields = new TreeMap<>();
    if (declaration instanceof Mapping m) {
      m.entries().forEach(e -> fields.put(e.name(), e.value()));
    }
    String type = fields.get("type") instanceof Scalar s ? s.text() : "text";
    String value = fields.get("default") instanceof Scalar s ? " = " + s.text() : "";
    String doc = fields.get("description") instanceof Scalar s ? ": " + s.text() : "";
    return type + value + doc;
  }
}
