package dev.envc.compose;

import dev.envc.ast.Mapping;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.language.Template;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// The values that `let` names: texts and lists that are written once. One may be made of others,
/// in any order, but not of itself.
final class Lets {
  private static final int LONGEST = 64 * 1024;

  private record Let(Scalar key, List<Scalar> items) {}

  private final Map<String, Let> written = new LinkedHashMap<>();
  private final SequencedSet<String> underWay = new LinkedHashSet<>();
  private final Diagnostics diagnostics;
  private Scope scope;

  private Lets(Scope scope, Diagnostics diagnostics) {
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  /// The scope with what a merged `let` adds.
  static Scope added(Mapping let, Scope scope, Diagnostics diagnostics) {
    var lets = new Lets(scope, diagnostics);
    for (Mapping.Entry e : let.entries()) {
      if (scope.has(e.name())) {
        diagnostics.add(
            Diagnostic.error(
                    ManifestCode.LET, e.key().span(), "`" + e.name() + "` already has a meaning.")
                .hint("Parameters, `arch` and `variant` keep their values; choose another name."));
      } else if (e.value() instanceof Sequence s) {
        lets.written.put(
            e.name(),
            new Let(
                e.key(),
                s.items().stream()
                    .filter(Scalar.class::isInstance)
                    .map(Scalar.class::cast)
                    .toList()));
      }
    }
    lets.written.keySet().forEach(lets::evaluate);
    return lets.scope;
  }

  private void evaluate(String name) {
    Let let = written.get(name);
    if (let == null || scope.has(name)) {
      return;
    }
    if (!underWay.add(name)) {
      diagnostics.add(
          Diagnostic.error(ManifestCode.LET, let.key().span(), "`" + name + "` is made of itself.")
              .note("By way of: " + String.join(", ", underWay) + "."));
      scope = scope.withList(name, List.of());
      return;
    }
    for (Scalar item : let.items()) {
      Template.uses(item.text()).forEach(u -> evaluate(u.name()));
    }
    underWay.remove(name);
    if (!scope.has(name)) {
      var expansion = new Expansion(scope, diagnostics);
      List<String> items = let.items().stream().map(i -> expansion.expand(i).text()).toList();
      long length = items.stream().mapToLong(String::length).sum();
      if (length > LONGEST) {
        diagnostics.add(
            Diagnostic.error(
                ManifestCode.EXPANSION,
                let.key().span(),
                "What `let` names is at most " + LONGEST + " characters long."));
      }
      scope = scope.withList(name, length > LONGEST ? List.of() : items);
    }
  }
}
