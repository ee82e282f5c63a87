package dev.envc.editor;

import dev.envc.editor.Suggestion.Kind;
import dev.envc.pms.PackageName;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.MetadataKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Atoms, part by part: the name of a package, its versions behind an operator, its slots behind a
/// colon, its flags in brackets.
final class AtomSuggestions {
  private static final Pattern ATOM =
      Pattern.compile(
          "(?<operator>>=|<=|[<>=~]|)(?<rest>[^:\\[]*)(?<colon>:[^\\[]*)?(?<use>\\[.*)?");

  private final TreeFacts facts;

  AtomSuggestions(TreeFacts facts) {
    this.facts = facts;
  }

  /// What may be written where `before` stands already.
  List<Suggestion> of(String before) throws IOException {
    Matcher m = ATOM.matcher(before);
    if (!m.matches()) {
      return List.of();
    }
    String head = m.group("operator") + m.group("rest");
    if (m.group("use") != null) {
      return flags(before, head);
    }
    if (m.group("colon") != null) {
      return facts.named(head).map(n -> slots(n, head)).orElse(List.of());
    }
    return m.group("operator").isEmpty()
        ? names(before, "")
        : versioned(m.group("operator"), m.group("rest"));
  }

  private List<Suggestion> names(String start, String operator) {
    return facts.packages(start).stream()
        .map(n -> Suggestion.of(Kind.PACKAGE, operator + n, description(n)))
        .toList();
  }

  private String description(PackageName name) {
    return facts.versions(name).getFirst().description();
  }

  private List<Suggestion> versioned(String operator, String rest) {
    var all = new ArrayList<Suggestion>();
    List<PackageName> names = facts.packages(rest);
    Optional<PackageName> whole = whole(rest);
    whole.ifPresent(
        n ->
            facts
                .versions(n)
                .forEach(e -> all.add(Suggestion.of(Kind.VERSION, operator + e.cpv(), about(e)))));
    names.forEach(
        n -> all.add(Suggestion.of(Kind.PACKAGE, operator + n, description(n)).behind("-")));
    return all;
  }

  /// The package whose name a text starts with, when a version follows or could.
  private Optional<PackageName> whole(String rest) {
    for (int end = rest.length(); end > 0; end = rest.lastIndexOf('-', end - 1)) {
      Optional<PackageName> name = PackageName.tryParse(rest.substring(0, end)).toOptional();
      if (name.isPresent() && !facts.versions(name.get()).isEmpty()) {
        return name;
      }
    }
    return Optional.empty();
  }

  /// The exact versions there are, `category/name-version`.
  List<Suggestion> exact(String before) {
    return versioned("", before);
  }

  private static String about(EbuildMetadata e) {
    return "slot " + e.slot() + "; " + e.text(MetadataKey.KEYWORDS);
  }

  private List<Suggestion> slots(PackageName name, String head) {
    Map<String, Suggestion> slots = new LinkedHashMap<>();
    for (EbuildMetadata e : facts.versions(name)) {
      String detail = "highest version " + e.cpv().version();
      slots.putIfAbsent(
          e.slot().slot(), Suggestion.of(Kind.SLOT, head + ":" + e.slot().slot(), detail));
      if (!e.slot().subslot().equals(e.slot().slot())) {
        slots.putIfAbsent(
            e.slot().toString(), Suggestion.of(Kind.SLOT, head + ":" + e.slot(), detail));
      }
    }
    return List.copyOf(slots.values());
  }

  private List<Suggestion> flags(String before, String head) throws IOException {
    int from = Math.max(before.lastIndexOf('['), before.lastIndexOf(',')) + 1;
    String sign = before.startsWith("-", from) ? "-" : "";
    Optional<PackageName> name = facts.named(head).or(() -> whole(head));
    var all = new ArrayList<Suggestion>();
    if (name.isPresent()) {
      FlagDocs docs = FlagDocs.of(name.get(), facts.trees());
      for (String flag : facts.flags(name.get())) {
        all.add(
            Suggestion.of(
                Kind.FLAG, before.substring(0, from) + sign + flag, docs.of(flag).orElse("")));
      }
    }
    return all;
  }
}
