package dev.envc.check;

import dev.envc.ast.Mapping;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.GentooConfig;
import dev.envc.model.GentooConfig.ExpandedFlag;
import dev.envc.model.GentooConfig.Flag;
import dev.envc.model.GentooConfig.Keyword;
import dev.envc.model.GentooConfig.License;
import dev.envc.model.GentooConfig.MaskRule;
import dev.envc.model.GentooConfig.PackageKeywords;
import dev.envc.model.GentooConfig.PackageLicense;
import dev.envc.model.GentooConfig.PackageUse;
import dev.envc.model.GentooConfig.Provided;
import dev.envc.pms.AtomPattern;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What /etc/portage would hold: flags, keywords, licenses, masks.
final class GentooRules implements RuleGroup<GentooConfig> {
  private final Leaves leaves;
  private final Diagnostics diagnostics;

  GentooRules(Leaves leaves, Diagnostics diagnostics) {
    this.leaves = leaves;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<ManifestCode> codes() {
    return Set.of(ManifestCode.MISSING_REASON);
  }

  @Override
  public GentooConfig check(View environment) {
    boolean reasons =
        environment
            .view("policy")
            .flatMap(p -> p.text("require-reasons"))
            .map("true"::equals)
            .orElse(false);
    return new GentooConfig(
        flags(environment.scalars("use")),
        expanded(environment),
        packageUse(environment),
        packageKeywords(environment),
        packageLicenses(environment),
        masks(environment, "mask", reasons),
        masks(environment, "unmask", reasons),
        keywords(environment.scalars("keywords")),
        licenses(environment.scalars("licenses")),
        provided(environment, reasons),
        environment.scalars("install-mask").stream()
            .flatMap(s -> leaves.system.installMask(s).stream())
            .toList());
  }

  private List<Flag> flags(List<Scalar> written) {
    var flags = new ArrayList<Flag>();
    for (Scalar s : written) {
      leaves
          .packages
          .flag(s)
          .ifPresent(name -> flags.add(new Flag(name, !s.text().startsWith("-"), s.span())));
    }
    return flags;
  }

  private List<ExpandedFlag> expanded(View environment) {
    var expanded = new ArrayList<ExpandedFlag>();
    for (Mapping.Entry e : environment.entries("use-expand")) {
      Optional<String> variable = leaves.packages.useExpand(e.key());
      if (variable.isPresent() && e.value() instanceof Sequence) {
        List<Scalar> values = new View(new Mapping(List.of(e), e.value().span())).scalars(e.name());
        expanded.add(
            new ExpandedFlag(
                variable.get().toUpperCase(Locale.ROOT), flags(values), e.key().span()));
      }
    }
    return expanded;
  }

  /// The flags of `package-use`, and those that `packages` gives beside an atom.
  private List<PackageUse> packageUse(View environment) {
    var rules = new ArrayList<PackageUse>();
    forEachRule(
        environment,
        "package-use",
        "use",
        r -> rules.add(new PackageUse(r.atom(), flags(r.values()), r.because(), r.span())));
    return rules;
  }

  private List<PackageKeywords> packageKeywords(View environment) {
    var rules = new ArrayList<PackageKeywords>();
    forEachRule(
        environment,
        "package-keywords",
        "keywords",
        r -> rules.add(new PackageKeywords(r.atom(), keywords(r.values()), r.because(), r.span())));
    return rules;
  }

  private List<PackageLicense> packageLicenses(View environment) {
    var rules = new ArrayList<PackageLicense>();
    forEachRule(
        environment,
        "package-licenses",
        "licenses",
        r -> rules.add(new PackageLicense(r.atom(), licenses(r.values()), r.because(), r.span())));
    return rules;
  }

  private record Rule(AtomPattern atom, List<Scalar> values, Optional<String> because, Span span) {}

  private void forEachRule(
      View environment, String mapField, String listField, Consumer<Rule> sink) {
    for (Mapping.Entry e : environment.entries(mapField)) {
      if (e.value() instanceof Mapping m) {
        rule(e.key(), new View(m), listField, sink);
      }
    }
    for (View item : environment.views("packages")) {
      item.scalar("atom")
          .filter(a -> item.has(listField) && !a.text().equals("@system"))
          .ifPresent(a -> rule(withoutUse(a), item, listField, sink));
    }
  }

  private void rule(Scalar atom, View item, String listField, Consumer<Rule> sink) {
    leaves
        .packages
        .pattern(atom)
        .ifPresent(
            p ->
                sink.accept(
                    new Rule(p, item.scalars(listField), item.text("because"), atom.span())));
  }

  /// A rule is for whatever the atom names; what it asks of the flags is not part of that.
  private static Scalar withoutUse(Scalar atom) {
    int bracket = atom.text().indexOf('[');
    return bracket < 0
        ? atom
        : new Scalar(atom.text().substring(0, bracket), atom.style(), atom.span());
  }

  private List<MaskRule> masks(View environment, String field, boolean reasons) {
    var rules = new ArrayList<MaskRule>();
    for (View item : environment.views(field)) {
      item.scalar("atom")
          .ifPresent(
              atom -> {
                requireReason(reasons, item, atom);
                leaves
                    .packages
                    .pattern(atom)
                    .ifPresent(p -> rules.add(new MaskRule(p, item.text("because"), atom.span())));
              });
    }
    return rules;
  }

  private List<Provided> provided(View environment, boolean reasons) {
    var provided = new ArrayList<Provided>();
    for (View item : environment.views("provided")) {
      item.scalar("package")
          .ifPresent(
              s -> {
                requireReason(reasons, item, s);
                leaves.packages.cpv(s).ifPresent(cpv -> provided.add(new Provided(cpv, s.span())));
              });
    }
    return provided;
  }

  private void requireReason(boolean reasons, View item, Scalar place) {
    if (reasons && !item.has("because")) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.MISSING_REASON,
                  place.span(),
                  "The policy asks for a reason: `" + place.text() + "` has none.")
              .hint("Say why, with `because`."));
    }
  }

  private List<Keyword> keywords(List<Scalar> written) {
    var tokens = new ArrayList<Keyword>();
    for (Scalar s : written) {
      leaves.packages.keyword(s).ifPresent(t -> tokens.add(new Keyword(t, s.span())));
    }
    return tokens;
  }

  private List<License> licenses(List<Scalar> written) {
    var tokens = new ArrayList<License>();
    for (Scalar s : written) {
      leaves.packages.license(s).ifPresent(t -> tokens.add(new License(t, s.span())));
    }
    return tokens;
  }
}
