package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.ResolveCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.Environment;
import dev.envc.model.GentooConfig;
import dev.envc.model.PackageRequest;
import dev.envc.pms.Atom;
import dev.envc.pms.AtomPattern;
import dev.envc.source.Span;
import dev.envc.tree.TreeWords;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Flags, USE_EXPAND values, keywords, licenses and repositories of a manifest's own rules that its
/// trees do not know: each would silently do nothing. What several manifests share may well be
/// about other trees, and is not judged.
final class RuleWords {
  private final TreeWords words;
  private final Map<Span, Diagnostic> warnings = new LinkedHashMap<>();
  private @Nullable SortedSet<String> flags;
  private @Nullable SortedSet<String> licenses;
  private @Nullable SortedSet<String> arches;

  private RuleWords(TreeWords words) {
    this.words = words;
  }

  /// One warning for each place, also where several environments share it.
  static List<Diagnostic> check(List<Environment> environments, TreeWords words)
      throws IOException {
    var all = new RuleWords(words);
    for (Environment environment : environments) {
      all.check(environment.config(), environment.span().file().name());
      for (GentooConfig.License l : environment.policy().allowedLicenses()) {
        all.license(l.token(), l.span(), environment.span().file().name());
      }
      for (PackageRequest r : environment.packages()) {
        if (r.span().file().name().equals(environment.span().file().name())) {
          all.repository(r.atom(), r.span());
        }
      }
    }
    return List.copyOf(all.warnings.values());
  }

  private void check(GentooConfig config, String file) throws IOException {
    for (GentooConfig.Flag f : config.use()) {
      if (isOwn(f.span(), file) && !f.name().contains("*") && !flags().contains(f.name())) {
        add("USE flag `%s`", f.name(), f.span(), flags());
      }
    }
    for (GentooConfig.ExpandedFlag e : config.useExpand()) {
      if (isOwn(e.span(), file)) {
        expanded(e);
      }
    }
    for (GentooConfig.Keyword k : config.acceptKeywords()) {
      keyword(k.token(), k.span(), file);
    }
    for (GentooConfig.PackageKeywords p : config.packageKeywords()) {
      for (GentooConfig.Keyword k : p.keywords()) {
        keyword(k.token(), k.span(), file);
      }
    }
    for (GentooConfig.License l : config.acceptLicense()) {
      license(l.token(), l.span(), file);
    }
    for (GentooConfig.PackageLicense p : config.packageLicense()) {
      for (GentooConfig.License l : p.licenses()) {
        license(l.token(), l.span(), file);
      }
    }
    for (GentooConfig.MaskRule m : config.masks()) {
      if (m.atom() instanceof AtomPattern.Exact(Atom atom) && isOwn(m.span(), file)) {
        repository(atom, m.span());
      }
    }
  }

  private static boolean isOwn(Span span, String file) {
    return span.file().name().equals(file);
  }

  private void expanded(GentooConfig.ExpandedFlag e) throws IOException {
    SortedSet<String> known = TreeWords.values(flags(), e.variable());
    if (known.isEmpty()) {
      String name = e.variable().toLowerCase(Locale.ROOT);
      add("USE_EXPAND variable `%s`", name, e.span(), words.variables());
      return;
    }
    for (GentooConfig.Flag f : e.values()) {
      if (!f.name().contains("*") && !known.contains(f.name())) {
        add("value `%s` of " + e.variable(), f.name(), f.span(), known);
      }
    }
  }

  /// `-` takes away, `~` is testing; `*`, `~*` and `**` are for every arch.
  private void keyword(String token, Span span, String file) throws IOException {
    if (!isOwn(span, file) || token.endsWith("*")) {
      return;
    }
    if (arches == null) {
      arches = words.arches();
    }
    String arch = token.replaceFirst("^-?~?", "");
    if (!arches.isEmpty() && !arches.contains(arch)) {
      add("arch `%s`", arch, span, arches);
    }
  }

  private void license(String token, Span span, String file) throws IOException {
    if (!isOwn(span, file) || token.endsWith("*")) {
      return;
    }
    if (licenses == null) {
      licenses = words.licenses();
    }
    String name = token.startsWith("-") ? token.substring(1) : token;
    boolean group = name.startsWith("@");
    boolean known = licenses.stream().anyMatch(l -> l.startsWith("@") == group);
    if (known && !licenses.contains(name)) {
      add(group ? "license group `%s`" : "license `%s`", name, span, licenses);
    }
  }

  private void repository(Atom atom, Span span) {
    String name = atom.repository();
    if (name != null && !words.names().contains(name)) {
      add("repository `%s`", name, span, words.names());
    }
  }

  private SortedSet<String> flags() throws IOException {
    if (flags == null) {
      flags = new TreeSet<>(words.flags());
    }
    return flags;
  }

  /// A warning at the word itself where it stands in the text of the place, with its sign or as
  /// part of an atom.
  private void add(String kind, String word, Span span, Collection<String> known) {
    Span place = RuleNames.part(span, word);
    Diagnostic d =
        Diagnostic.warning(
            ResolveCode.UNKNOWN_WORD, place, "No tree knows the " + kind.formatted(word) + ".");
    warnings.putIfAbsent(place, Suggestions.apply(d, word, known));
  }
}
