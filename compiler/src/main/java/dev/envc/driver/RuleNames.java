package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Edit;
import dev.envc.diagnostic.ResolveCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.Environment;
import dev.envc.model.GentooConfig;
import dev.envc.model.Policy;
import dev.envc.pms.Atom;
import dev.envc.pms.AtomPattern;
import dev.envc.pms.PackageName;
import dev.envc.source.Span;
import dev.envc.tree.IuseFlag;
import dev.envc.tree.TreeUpdates;
import dev.envc.tree.Trees;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Rules of a manifest that mean nothing in its trees: a mask of a package that was renamed, or
/// whose name has a slip in it, would silently do nothing. Portage says nothing either; a team that
/// relies on a mask wants to know.
final class RuleNames {
  private final Trees trees;
  private final Map<Span, Diagnostic> warnings = new LinkedHashMap<>();
  private @Nullable TreeUpdates updates;

  private RuleNames(Trees trees) {
    this.trees = trees;
  }

  /// One warning for each place, also where several environments share it.
  static List<Diagnostic> check(List<Environment> environments, Trees trees) throws IOException {
    var names = new RuleNames(trees);
    for (Environment environment : environments) {
      names.check(environment);
    }
    return List.copyOf(names.warnings.values());
  }

  private void check(Environment environment) throws IOException {
    GentooConfig config = environment.config();
    Map<Span, AtomPattern> rules = new LinkedHashMap<>();
    config.masks().forEach(r -> rules.put(r.span(), r.atom()));
    config.unmasks().forEach(r -> rules.put(r.span(), r.atom()));
    config.packageKeywords().forEach(r -> rules.put(r.span(), r.atom()));
    config.packageLicense().forEach(r -> rules.put(r.span(), r.atom()));
    config.packageUse().forEach(r -> rules.put(r.span(), r.atom()));
    environment.packages().forEach(r -> rules.remove(r.span())); // the resolver speaks of these
    for (Map.Entry<Span, AtomPattern> rule : rules.entrySet()) {
      boolean own = rule.getKey().file().name().equals(environment.span().file().name());
      pattern(rule.getValue(), rule.getKey(), own);
    }
    for (Policy.ForbiddenPackage f : environment.policy().forbidden()) {
      pattern(f.atom(), f.span(), false);
    }
    config.packageUse().forEach(r -> r.flags().forEach(f -> flag(r.atom(), f.name(), f.span())));
    environment
        .packages()
        .forEach(
            r ->
                r.atom()
                    .useDeps()
                    .forEach(u -> flag(new AtomPattern.Exact(r.atom()), u.flag(), r.span())));
  }

  /// What several manifests share may well be about packages that this one's trees do not have:
  /// only the manifest's own rules must name something.
  private void pattern(AtomPattern pattern, Span span, boolean own) throws IOException {
    if (!(pattern instanceof AtomPattern.Exact(var atom)) || isKnown(atom.name())) {
      return;
    }
    if (updates == null) {
      updates = trees.updates();
    }
    Optional<TreeUpdates.Updated> moved = updates.apply(atom);
    moved
        .map(m -> moved(atom, m, span))
        .or(() -> own ? Optional.of(unknown(atom, span)) : Optional.empty())
        .ifPresent(d -> warnings.putIfAbsent(span, d));
  }

  private boolean isKnown(PackageName name) {
    return !trees.versions(name).isEmpty();
  }

  private static Diagnostic moved(Atom atom, TreeUpdates.Updated moved, Span span) {
    Diagnostic d =
        Diagnostic.warning(
                ResolveCode.MOVED_PACKAGE, span, "`" + atom.name() + "` has another name now.")
            .note("It is `" + moved.atom().name() + "` (" + moved.place() + ").")
            .hint("Write `" + moved.atom() + "`.");
    return atom.toString().equals(span.text())
        ? d.edit(new Edit("write `" + moved.atom() + "`", span, moved.atom().toString()))
        : d;
  }

  private Diagnostic unknown(Atom atom, Span span) {
    Diagnostic d =
        Diagnostic.warning(
            ResolveCode.RULE_WITHOUT_PACKAGE,
            span,
            "No tree has a package named `" + atom.name() + "`, so this rule does nothing.");
    List<PackageName> similar = trees.similar(atom.name().toString(), 1);
    if (similar.isEmpty()) {
      return d;
    }
    Atom meant = atom.withName(similar.getFirst());
    Diagnostic hinted = d.hint("Did you mean `" + meant + "`?");
    return atom.toString().equals(span.text())
        ? hinted.edit(new Edit("write `" + meant + "`", span, meant.toString()))
        : hinted;
  }

  /// A flag that no version of the package has.
  private void flag(AtomPattern pattern, String flag, Span span) {
    if (!(pattern instanceof AtomPattern.Exact(var atom)) || !isKnown(atom.name())) {
      return;
    }
    var flags = new TreeSet<String>();
    trees
        .versions(atom.name())
        .forEach(e -> e.iuse().stream().map(IuseFlag::name).forEach(flags::add));
    if (flag.contains("*") || flags.contains(flag)) {
      return;
    }
    Diagnostic d =
        Diagnostic.warning(
            ResolveCode.UNKNOWN_FLAG,
            span,
            "No version of `" + atom.name() + "` has the USE flag `" + flag + "`.");
    Span name = part(span, flag);
    Diagnostic asked = Suggestions.apply(d.at(name), flag, flags);
    warnings.putIfAbsent(
        name,
        asked.hint().isPresent() || flags.isEmpty()
            ? asked
            : asked.hint("It has " + String.join(", ", flags) + "."));
  }

  /// Where a word stands in the text of a place, with its sign or as part of an atom.
  static Span part(Span span, String word) {
    int at = span.text().lastIndexOf(word);
    int start = span.start() + at;
    return at < 0 ? span : span.file().span(start, start + word.length());
  }
}
