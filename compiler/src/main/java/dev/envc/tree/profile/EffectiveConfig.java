package dev.envc.tree.profile;

import dev.envc.pms.AtomPattern;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.PackageFacts;
import dev.envc.pms.PackageName;
import dev.envc.pms.Parsed;
import dev.envc.pms.Slot;
import dev.envc.tree.profile.FlagExplanation.Layer;
import dev.envc.tree.profile.PackageUse.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/// What a profile, the repositories and the user's settings mean together. Immutable and safe for
/// use from several threads.
public final class EffectiveConfig {
  private final ConfigParts parts;
  private final ProfileContents profile;
  private final UserConfig user;

  EffectiveConfig(ConfigParts parts, ProfileContents profile, UserConfig user) {
    this.parts = parts;
    this.profile = profile;
    this.user = user;
  }

  ConfigParts parts() {
    return parts;
  }

  /// What it was made of: the files, and the settings of the user.
  ProfileContents profile() {
    return profile;
  }

  UserConfig user() {
    return user;
  }

  /// The architecture: the profile's ARCH; empty if it sets none.
  public String architecture() {
    return parts.variables().getOrDefault("ARCH", "");
  }

  /// The variables of make.defaults and of the user, incremental ones folded; USE has the flags
  /// that are on for packages nothing else is said about.
  public SortedMap<String, String> variables() {
    return parts.variables();
  }

  /// The profiles of the stack, the farthest ancestor first, as `repository:path`.
  public List<String> profiles() {
    return parts.profiles();
  }

  /// What is wrong in the profiles.
  public List<ProfileProblem> problems() {
    return parts.problems();
  }

  /// The atoms of the system set (`packages`, PMS 5.2.6), each with its place.
  public SortedMap<String, SystemPackage> systemSet() {
    return parts.system();
  }

  /// The packages that count as installed (package.provided).
  public SortedMap<PackageName, List<UserConfig.Provided>> provided() {
    return parts.provided();
  }

  /// The flags that every package of EAPI 5 and later has (IUSE_EFFECTIVE without IUSE).
  public Set<String> implicitFlags() {
    return parts.implicitFlags();
  }

  /// An entry of `packages`.
  ///
  /// @param system whether it is marked as part of the system set; others are the profile's set
  public record SystemPackage(AtomPattern atom, boolean system, Origin origin) {}

  /// The flags of a package.
  public PackageUse use(PackageInfo pkg) {
    return use(pkg, verdict(pkg).stable());
  }

  private PackageUse use(PackageInfo pkg, boolean stable) {
    var facts = facts(pkg);
    Map<String, Boolean> iuse = iuse(pkg.iuse());
    RepositoryFlags repository =
        parts.repositories().getOrDefault(pkg.repository(), RepositoryFlags.EMPTY);
    List<Overlay> forced =
        joined(repository.force().of(facts, stable), parts.force().of(facts, stable));
    List<Overlay> masked =
        joined(repository.mask().of(facts, stable), parts.mask().of(facts, stable));
    var settings = new ArrayList<Settings>();
    settings.add(new Settings(Layer.REPOSITORY, repository.defaults().of(facts, stable)));
    settings.add(new Settings(Layer.FEATURES, List.of(parts.features())));
    settings.add(new Settings(Layer.IUSE, List.of(presets(pkg, iuse))));
    settings.add(new Settings(Layer.PROFILE, parts.defaults().of(facts, stable)));
    settings.add(new Settings(Layer.USER, List.of(parts.userUse())));
    settings.add(new Settings(Layer.USER_PACKAGE, parts.packageUse().matching(facts)));
    settings.add(new Settings(Layer.ARCHITECTURE, List.of(parts.architectureFlag())));
    Predicate<String> implicit =
        pkg.eapi().profileIuseInjection()
            ? parts.implicitFlags()::contains
            : parts::isImplicitBeforeEapi5;
    var use =
        new PackageUse(
            iuse.keySet(), implicit, parts.profileFlags(), settings, forced, masked, stable);
    return restrictsTest(pkg, use)
        ? withoutTest(use, iuse, implicit, settings, forced, masked, stable)
        : use;
  }

  private PackageUse withoutTest(
      PackageUse use,
      Map<String, Boolean> iuse,
      Predicate<String> implicit,
      List<Settings> settings,
      List<Overlay> forced,
      List<Overlay> masked,
      boolean stable) {
    if (!use.isEnabled("test")) {
      return use;
    }
    var changed = new ArrayList<>(settings);
    var off = new Overlay.Builder().add(List.of("-test"), new Origin("RESTRICT", 0)).build();
    changed.set(2, new Settings(Layer.IUSE, joined(settings.get(2).overlays(), List.of(off))));
    return new PackageUse(
        iuse.keySet(), implicit, parts.profileFlags(), changed, forced, masked, stable);
  }

  /// RESTRICT=test switches off what FEATURES=test switched on.
  private boolean restrictsTest(PackageInfo pkg, PackageUse use) {
    return !parts.features().isEmpty()
        && pkg.restrict().contains("test")
        && DepSpec.parseProperties(pkg.restrict())
            .map(spec -> DepSpec.evaluate(spec, use::isEnabled).leaves().contains("test"))
            .toOptional()
            .orElse(false);
  }

  private static Overlay presets(PackageInfo pkg, Map<String, Boolean> iuse) {
    var tokens = new ArrayList<String>();
    for (String token : pkg.iuse()) {
      if (token.startsWith("+") || token.startsWith("-")) {
        tokens.add(token);
      }
    }
    return tokens.isEmpty() || iuse.isEmpty()
        ? Overlay.EMPTY
        : new Overlay.Builder()
            .add(tokens, new Origin(pkg.cpv() + "::" + pkg.repository(), 0))
            .build();
  }

  private static Map<String, Boolean> iuse(List<String> tokens) {
    var flags = new LinkedHashMap<String, Boolean>();
    for (String token : tokens) {
      boolean signed = token.startsWith("+") || token.startsWith("-");
      flags.put(signed ? token.substring(1) : token, token.startsWith("+"));
    }
    return flags;
  }

  /// Why the package is not visible, all reasons; empty if it is.
  public List<MaskReason> masks(PackageInfo pkg) {
    return masks(pkg, new LazyUse(() -> use(pkg)));
  }

  /// As [#masks] of one whose flags may be known already.
  ///
  /// @param use whether a flag is enabled in what [#use] says of the package
  public List<MaskReason> masks(PackageInfo pkg, Predicate<String> use) {
    if (pkg.problem().isPresent()) {
      return List.of(new MaskReason.Unusable(pkg.problem().get()));
    }
    var reasons = new ArrayList<MaskReason>();
    var facts = facts(pkg);
    parts
        .masks()
        .masking(facts)
        .ifPresent(
            rule -> reasons.add(new MaskReason.Masked(rule.atom(), rule.comment(), rule.origin())));
    KeywordRules.Verdict verdict = verdict(pkg);
    acceptance(pkg, facts, use, reasons);
    verdict.masked().ifPresent(reasons::add);
    return List.copyOf(reasons);
  }

  private void acceptance(
      PackageInfo pkg, PackageFacts facts, Predicate<String> use, List<MaskReason> reasons) {
    switch (parts.licenses().missing(facts, pkg.license(), use)) {
      case Parsed.Bad<List<String>>(var message, _) ->
          reasons.add(new MaskReason.Unusable("LICENSE: " + message));
      case Parsed.Ok<List<String>>(var missing) -> {
        if (!missing.isEmpty()) {
          reasons.add(
              new MaskReason.License(
                  missing, pkg.license(), LicenseRules.enough(missing, pkg.license(), use)));
        }
      }
    }
    List<String> properties = parts.properties().missing(facts, pkg.properties(), use);
    if (!properties.isEmpty()) {
      reasons.add(new MaskReason.Properties(properties));
    }
    List<String> restrict = parts.restrict().missing(facts, pkg.restrict(), use);
    if (!restrict.isEmpty()) {
      reasons.add(new MaskReason.Restrict(restrict));
    }
  }

  private KeywordRules.Verdict verdict(PackageInfo pkg) {
    return parts.keywords().verdict(facts(pkg), pkg.keywords());
  }

  private static List<Overlay> joined(List<Overlay> lower, List<Overlay> upper) {
    if (lower.stream().allMatch(Overlay::isEmpty)) {
      return upper;
    }
    var result = new ArrayList<Overlay>(lower);
    result.addAll(upper);
    return result;
  }

  private static PackageFacts facts(PackageInfo pkg) {
    return new WithoutUse(pkg.cpv(), pkg.slot(), pkg.repository());
  }

  /// What package.* entries ask; they have no USE dependencies.
  private record WithoutUse(Cpv cpv, Slot slot, String repository) implements PackageFacts {
    @Override
    public boolean hasFlag(String flag) {
      return false;
    }

    @Override
    public boolean isEnabled(String flag) {
      return false;
    }
  }
}
