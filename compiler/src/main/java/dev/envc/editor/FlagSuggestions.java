package dev.envc.editor;

import dev.envc.editor.Suggestion.Kind;
import dev.envc.pms.PackageName;
import dev.envc.tree.DescFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// USE flags: those of the package a value is about, those of a USE_EXPAND variable, or the global
/// ones.
final class FlagSuggestions {
  private final TreeFacts facts;

  FlagSuggestions(TreeFacts facts) {
    this.facts = facts;
  }

  List<Suggestion> of(PlaceShape at, List<Place.Step> path, String before) throws IOException {
    String sign = before.startsWith("-") ? "-" : "";
    Optional<PackageName> name = at.subject().flatMap(facts::named);
    if (name.isPresent()) {
      return ofPackage(name.get(), sign);
    }
    boolean expanded = path.contains(new Place.Step.Key("use-expand"));
    SortedMap<String, String> all =
        expanded
            ? DescFiles.values(facts.trees().repositories(), at.name())
            : FlagDocs.general(facts.trees()).global();
    return all.entrySet().stream()
        .map(e -> Suggestion.of(Kind.FLAG, sign + e.getKey(), e.getValue()))
        .toList();
  }

  private List<Suggestion> ofPackage(PackageName name, String sign) throws IOException {
    FlagDocs docs = FlagDocs.of(name, facts.trees());
    var all = new ArrayList<Suggestion>();
    for (String flag : facts.flags(name)) {
      all.add(Suggestion.of(Kind.FLAG, sign + flag, docs.of(flag).orElse("")));
    }
    return all;
  }

  /// The USE_EXPAND variables.
  List<Suggestion> variables() throws IOException {
    return DescFiles.variables(facts.trees().repositories()).stream()
        .map(v -> Suggestion.of(Kind.KEY, v, "USE_EXPAND"))
        .toList();
  }
}
