package dev.envc.tree.profile;

import dev.envc.pms.AtomPattern;
import dev.envc.pms.AtomPattern.Wildcard;
import dev.envc.pms.PackageName;
import dev.envc.tree.profile.UserConfig.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Computes the effective configuration from repositories, a profile and the user's settings.
public final class EffectiveConfigReader {
  private final ProfileContents profile;
  private final UserConfig user;
  private final ProfileVariables variables;

  private EffectiveConfigReader(ProfileContents profile, UserConfig user) {
    this.profile = profile;
    this.user = user;
    this.variables = new ProfileVariables(profile.nodes(), userVariables());
  }

  /// The user's variables, then what is accepted for all packages (`*/*`), which counts as part of
  /// them (portage(5)).
  private List<UserConfig.Variable> userVariables() {
    var all = new ArrayList<UserConfig.Variable>(user.variables());
    if (user.packageLicense().stream().noneMatch(entry -> isEverything(entry.atom()))) {
      addForAll("ACCEPT_LICENSE", profileLicenses(), all);
    }
    addForAll("ACCEPT_LICENSE", user.packageLicense(), all);
    addForAll("ACCEPT_PROPERTIES", user.packageProperties(), all);
    addForAll("ACCEPT_RESTRICT", user.packageRestrict(), all);
    return all;
  }

  private List<Entry> profileLicenses() {
    var entries = new ArrayList<Entry>();
    profile
        .licenses()
        .forEach(
            (atom, tokens) ->
                entries.add(new Entry(atom, tokens, new Origin("package.license", 0))));
    return entries;
  }

  private static void addForAll(
      String variable, List<Entry> entries, List<UserConfig.Variable> all) {
    for (Entry entry : entries) {
      if (isEverything(entry.atom())) {
        all.add(
            new UserConfig.Variable(variable, String.join(" ", entry.values()), entry.origin()));
      }
    }
  }

  private static List<Entry> forSome(List<Entry> entries) {
    return entries.stream().filter(entry -> !isEverything(entry.atom())).toList();
  }

  /// The configuration of a profile.
  ///
  /// @param repositories all repositories, the main one first
  /// @param repository the name of the one with the profile
  /// @param profile the profile's path below `profiles`, such as `default/linux/amd64/23.0`
  public static EffectiveConfig read(
      List<ProfileRepository> repositories, String repository, String profile, UserConfig user)
      throws IOException {
    return read(ProfileContents.read(repositories, repository, profile), user);
  }

  /// The configuration of a profile whose files were read.
  public static EffectiveConfig read(ProfileContents profile, UserConfig user) throws IOException {
    return new EffectiveConfig(new EffectiveConfigReader(profile, user).parts(), profile, user);
  }

  private ConfigParts parts() throws IOException {
    FlagStack defaults = profile.defaults(variables);
    FlagStack mask = profile.mask();
    FlagStack force = profile.force();
    Map<String, RepositoryFlags> repositoryFlags = profile.repositoryFlags(variables);
    SortedMap<PackageName, List<UserConfig.Provided>> provided = profile.provided(user.provided());
    Overlay features = features();
    Overlay userUse = variables.userUse(forAllPackages());
    Overlay architecture = variables.architectureFlag();
    List<Overlay> use = List.of(features, defaults.global(), userUse, architecture);
    SortedMap<String, String> values = new TreeMap<>(variables.values());
    values.put("USE", globalUse(use, mask.global(), force.global()));
    return new ConfigParts(
        Collections.unmodifiableSortedMap(values),
        profile.nodes().stream().map(node -> node.repository().name() + ":" + node.path()).toList(),
        profile.problems(),
        profile.system(),
        provided,
        repositoryFlags,
        defaults,
        mask,
        force,
        features,
        userUse,
        packageUse(),
        architecture,
        Overlay.named(List.of(defaults.global(), userUse)),
        implicitFlags(),
        legacyImplicitFlags(mask.global(), force.global()),
        hiddenPrefixes(),
        masks(),
        keywords(),
        licenses(),
        new AcceptRules(
            variables.words("ACCEPT_PROPERTIES"), entries(forSome(user.packageProperties()))),
        new AcceptRules(
            variables.words("ACCEPT_RESTRICT"), entries(forSome(user.packageRestrict()))));
  }

  private static String globalUse(List<Overlay> use, Overlay mask, Overlay force) {
    var enabled = new TreeSet<String>(FlagStack.enabled(use));
    enabled.addAll(FlagStack.enabled(List.of(force)));
    enabled.removeAll(FlagStack.enabled(List.of(mask)));
    return String.join(" ", enabled);
  }

  private Overlay features() {
    return variables.words("FEATURES").contains("test")
        ? new Overlay.Builder().add(List.of("test"), new Origin("FEATURES=test", 0)).build()
        : Overlay.EMPTY;
  }

  /// The entries for `*/*`, which count as settings for all packages.
  private List<Entry> forAllPackages() {
    return user.packageUse().stream().filter(entry -> isEverything(entry.atom())).toList();
  }

  private static boolean isEverything(AtomPattern atom) {
    return atom instanceof Wildcard && atom.toString().equals("*/*");
  }

  private PackageEntries<Overlay> packageUse() {
    var builder = new PackageEntries.Builder<Overlay>((a, b) -> Overlay.stack(List.of(a, b)));
    for (Entry entry : forSome(user.packageUse())) {
      builder.add(entry.atom(), new Overlay.Builder().add(entry.values(), entry.origin()).build());
    }
    return builder.build();
  }

  /// PMS 11.1.1: IUSE_IMPLICIT and the values of USE_EXPAND_IMPLICIT.
  private Set<String> implicitFlags() {
    var flags = new HashSet<String>(variables.words("IUSE_IMPLICIT"));
    Set<String> prefixed = Set.copyOf(variables.words("USE_EXPAND"));
    Set<String> unprefixed = Set.copyOf(variables.words("USE_EXPAND_UNPREFIXED"));
    for (String variable : variables.words("USE_EXPAND_IMPLICIT")) {
      List<String> values = variables.words("USE_EXPAND_VALUES_" + variable);
      if (unprefixed.contains(variable)) {
        flags.addAll(values);
      }
      if (prefixed.contains(variable)) {
        String prefix = variable.toLowerCase(Locale.ROOT) + "_";
        values.forEach(value -> flags.add(prefix + value));
      }
    }
    return Set.copyOf(flags);
  }

  /// What Portage takes for implicit before EAPI 5: architectures, and the flags that use.mask and
  /// use.force of the profiles name.
  private Set<String> legacyImplicitFlags(Overlay mask, Overlay force) {
    var flags = new HashSet<String>(Set.of("build", "bootstrap"));
    flags.addAll(FlagStack.enabled(List.of(mask)));
    flags.addAll(FlagStack.enabled(List.of(force)));
    flags.addAll(variables.words("ARCH"));
    flags.addAll(profile.arches());
    return Set.copyOf(flags);
  }

  private List<String> hiddenPrefixes() {
    return variables.words("USE_EXPAND_HIDDEN").stream()
        .map(variable -> variable.toLowerCase(Locale.ROOT) + "_")
        .toList();
  }

  private MaskRules masks() {
    return MaskRules.of(
        stacked(profile.masks(), user.masks()), stacked(profile.unmasks(), user.unmasks()));
  }

  private static List<MaskRules.Rule> stacked(
      List<List<MaskRules.Rule>> below, List<UserConfig.Mask> user) {
    var lists = new ArrayList<>(below);
    lists.add(rules(user));
    return MaskRules.stack(lists, MaskRules.Removal.ANY_REPOSITORY);
  }

  private static List<MaskRules.Rule> rules(List<UserConfig.Mask> masks) {
    return masks.stream()
        .map(m -> new MaskRules.Rule(m.atom(), m.removal(), m.comment(), m.origin()))
        .toList();
  }

  private KeywordRules keywords() {
    return new KeywordRules(
        String.join("", variables.words("ARCH")),
        variables.words("ACCEPT_KEYWORDS"),
        variables.profileWords("ACCEPT_KEYWORDS"),
        profile.keywords(),
        profile.acceptedKeywords(),
        entries(user.packageKeywords()));
  }

  private LicenseRules licenses() {
    var ofUser = new LinkedHashMap<AtomPattern, List<String>>();
    for (Entry entry : forSome(user.packageLicense())) {
      ofUser.merge(entry.atom(), entry.values(), EffectiveConfigReader::concatenated);
    }
    var all = new LinkedHashMap<>(profile.licenses());
    all.keySet().removeIf(EffectiveConfigReader::isEverything);
    all.putAll(ofUser);
    var packages = new PackageEntries.Builder<List<String>>(EffectiveConfigReader::concatenated);
    all.forEach(packages::add);
    return new LicenseRules(
        profile.licenseGroups(), variables.words("ACCEPT_LICENSE"), packages.build());
  }

  static PackageEntries<List<String>> entries(List<Entry> entries) {
    var builder = new PackageEntries.Builder<List<String>>(EffectiveConfigReader::concatenated);
    entries.forEach(entry -> builder.add(entry.atom(), entry.values()));
    return builder.build();
  }

  static List<String> concatenated(List<String> first, List<String> second) {
    var all = new ArrayList<String>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
