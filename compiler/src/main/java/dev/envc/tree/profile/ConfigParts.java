package dev.envc.tree.profile;

import dev.envc.pms.PackageName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// What an [EffectiveConfig] is made of.
///
/// @param defaults USE of the profiles
/// @param features `test` if FEATURES has it
/// @param architectureFlag the profile's ARCH as a flag, which is on for every package that has it
/// @param profileFlags all flags that any setting names
/// @param implicitFlags IUSE_EFFECTIVE without IUSE, for EAPI 5 and later
/// @param legacyImplicitFlags what Portage takes for implicit before EAPI 5
/// @param hiddenPrefixes prefixes of USE_EXPAND_HIDDEN, implicit before EAPI 5
record ConfigParts(
    SortedMap<String, String> variables,
    List<String> profiles,
    List<ProfileProblem> problems,
    SortedMap<String, EffectiveConfig.SystemPackage> system,
    SortedMap<PackageName, List<UserConfig.Provided>> provided,
    Map<String, RepositoryFlags> repositories,
    FlagStack defaults,
    FlagStack mask,
    FlagStack force,
    Overlay features,
    Overlay userUse,
    PackageEntries<Overlay> packageUse,
    Overlay architectureFlag,
    Set<String> profileFlags,
    Set<String> implicitFlags,
    Set<String> legacyImplicitFlags,
    List<String> hiddenPrefixes,
    MaskRules masks,
    KeywordRules keywords,
    LicenseRules licenses,
    AcceptRules properties,
    AcceptRules restrict) {
  boolean isImplicitBeforeEapi5(String flag) {
    return legacyImplicitFlags.contains(flag) || hiddenPrefixes.stream().anyMatch(flag::startsWith);
  }
}
