package dev.envc.model;

import dev.envc.pms.Atom;
import dev.envc.pms.AtomPattern;
import dev.envc.pms.Cpv;
import dev.envc.source.Span;
import java.util.List;
import java.util.Optional;

/// What a user of Portage keeps in /etc/portage: the manifest's own settings on top of the profile.
/// Lists keep the manifest's order.
public record GentooConfig(
    List<Flag> use,
    List<ExpandedFlag> useExpand,
    List<PackageUse> packageUse,
    List<PackageKeywords> packageKeywords,
    List<PackageLicense> packageLicense,
    List<MaskRule> masks,
    List<MaskRule> unmasks,
    List<Keyword> acceptKeywords,
    List<License> acceptLicense,
    List<Provided> provided,
    List<String> installMask) {

  public GentooConfig {
    use = List.copyOf(use);
    useExpand = List.copyOf(useExpand);
    packageUse = List.copyOf(packageUse);
    packageKeywords = List.copyOf(packageKeywords);
    packageLicense = List.copyOf(packageLicense);
    masks = List.copyOf(masks);
    unmasks = List.copyOf(unmasks);
    acceptKeywords = List.copyOf(acceptKeywords);
    acceptLicense = List.copyOf(acceptLicense);
    provided = List.copyOf(provided);
    installMask = List.copyOf(installMask);
  }

  public static GentooConfig empty() {
    return new GentooConfig(
        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
        List.of(), List.of(), List.of());
  }

  /// A USE flag switched on or off.
  public record Flag(String name, boolean enabled, Span span) {}

  /// The value of a USE_EXPAND variable: `variable` in upper case, `PYTHON_TARGETS`; replaces what
  /// the profile says.
  public record ExpandedFlag(String variable, List<Flag> values, Span span) {}

  /// package.use
  public record PackageUse(
      AtomPattern atom, List<Flag> flags, Optional<String> because, Span span) {}

  /// package.accept_keywords: `keywords` as written there (`~arm64`, `**`); an empty list means
  /// `~arch`.
  public record PackageKeywords(
      AtomPattern atom, List<Keyword> keywords, Optional<String> because, Span span) {}

  /// package.license
  public record PackageLicense(
      AtomPattern atom, List<License> licenses, Optional<String> because, Span span) {}

  /// package.mask, package.unmask
  public record MaskRule(AtomPattern atom, Optional<String> because, Span span) {}

  /// A token of ACCEPT_KEYWORDS, added to the profile's.
  public record Keyword(String token, Span span) {}

  /// A token of ACCEPT_LICENSE: a license, `@GROUP`, `-license`, `*` or `-*`.
  public record License(String token, Span span) {}

  /// package.provided
  public record Provided(Cpv cpv, Span span) {}

  /// An atom as a request may hold it.
  public record Requested(Atom atom, Span span) {}
}
