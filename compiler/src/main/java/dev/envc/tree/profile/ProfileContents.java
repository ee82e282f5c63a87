package dev.envc.tree.profile;

import dev.envc.pms.AtomPattern;
import dev.envc.pms.PackageName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// What the files of a profile and of its repositories say, whatever a user sets on top: read once
/// for all who have the profile. Not for use from several threads.
public final class ProfileContents {
  private final List<ProfileRepository> repositories;
  private final List<ProfileNode> nodes;
  private final List<ProfileProblem> problems = new ArrayList<>();
  private final ProfileFiles files;
  private final SortedMap<String, EffectiveConfig.SystemPackage> system;
  private final FlagStack mask;
  private final FlagStack force;
  private final Map<AtomPattern, List<String>> licenses;
  private final Map<String, List<String>> licenseGroups = new HashMap<>();
  private final List<MaskRules.Rule> repositoryMasks;
  private final List<MaskRules.Rule> profileMasks;
  private final List<MaskRules.Rule> repositoryUnmasks;
  private final List<MaskRules.Rule> profileUnmasks;
  private final List<PackageEntries<List<String>>> keywords;
  private final List<PackageEntries<List<String>>> acceptedKeywords;
  private final Set<String> arches = new HashSet<>();
  private final Map<Expanded, FlagStack> defaults = new HashMap<>();
  private final Map<Expanded, Map<String, RepositoryFlags>> repositoryFlags = new HashMap<>();

  /// The variables whose values are flags: what else a user sets does not change how a
  /// make.defaults reads.
  private record Expanded(List<String> prefixed, List<String> unprefixed) {
    static Expanded of(ProfileVariables variables) {
      return new Expanded(variables.words("USE_EXPAND"), variables.words("USE_EXPAND_UNPREFIXED"));
    }
  }

  private ProfileContents(List<ProfileRepository> repositories, String repository, String profile)
      throws IOException {
    this.repositories = List.copyOf(repositories);
    var byName = new LinkedHashMap<String, ProfileRepository>();
    repositories.forEach(r -> byName.put(r.name(), r));
    this.nodes = ProfileLoader.load(byName, repository, profile, problems);
    this.files = new ProfileFiles(nodes, problems);
    this.system = files.system();
    this.mask = files.restrictions("mask");
    this.force = files.restrictions("force");
    this.licenses = files.licenses();
    var top = new RepositoryFiles(repositories, problems);
    this.repositoryMasks = top.masks();
    this.profileMasks = MaskRules.stack(files.masks(), MaskRules.Removal.EXACT);
    this.repositoryUnmasks = top.unmasks();
    this.profileUnmasks = MaskRules.stack(files.unmasks(), MaskRules.Removal.EXACT);
    this.keywords = files.lists("package.keywords");
    this.acceptedKeywords = files.lists("package.accept_keywords");
    for (ProfileRepository r : repositories) {
      for (ConfigLine line : ConfigFiles.lines(r, "profiles/license_groups", false)) {
        licenseGroups.computeIfAbsent(line.first(), _ -> new ArrayList<>()).addAll(line.rest());
      }
      ConfigFiles.lines(r, "profiles/arch.list", false).forEach(l -> arches.addAll(l.words()));
    }
  }

  /// @param repositories all repositories, the main one first
  /// @param repository the name of the one with the profile
  /// @param profile the profile's path below `profiles`, such as `default/linux/amd64/23.0`
  public static ProfileContents read(
      List<ProfileRepository> repositories, String repository, String profile) throws IOException {
    return new ProfileContents(repositories, repository, profile);
  }

  List<ProfileNode> nodes() {
    return nodes;
  }

  /// What was found wrong so far, each once.
  List<ProfileProblem> problems() {
    return problems.stream().distinct().toList();
  }

  SortedMap<String, EffectiveConfig.SystemPackage> system() {
    return system;
  }

  /// What the profiles say is there, and the user on top.
  SortedMap<PackageName, List<UserConfig.Provided>> provided(List<UserConfig.Provided> user)
      throws IOException {
    return files.provided(user);
  }

  FlagStack mask() {
    return mask;
  }

  FlagStack force() {
    return force;
  }

  /// package.license of the profiles.
  Map<AtomPattern, List<String>> licenses() {
    return licenses;
  }

  Map<String, List<String>> licenseGroups() {
    return licenseGroups;
  }

  /// The lists that mask, lowest first: those of the repositories, and those of the profiles.
  List<List<MaskRules.Rule>> masks() {
    return List.of(repositoryMasks, profileMasks);
  }

  List<List<MaskRules.Rule>> unmasks() {
    return List.of(repositoryUnmasks, profileUnmasks);
  }

  /// package.keywords of each profile.
  List<PackageEntries<List<String>>> keywords() {
    return keywords;
  }

  /// package.accept_keywords of each profile.
  List<PackageEntries<List<String>>> acceptedKeywords() {
    return acceptedKeywords;
  }

  /// The words of every arch.list.
  Set<String> arches() {
    return arches;
  }

  /// USE of the profiles.
  FlagStack defaults(ProfileVariables variables) throws IOException {
    Expanded key = Expanded.of(variables);
    FlagStack known = defaults.get(key);
    if (known == null) {
      known = files.defaults(variables);
      defaults.put(key, known);
    }
    return known;
  }

  /// The flags that each repository sets, masks and forces for its packages.
  Map<String, RepositoryFlags> repositoryFlags(ProfileVariables variables) throws IOException {
    Expanded key = Expanded.of(variables);
    Map<String, RepositoryFlags> known = repositoryFlags.get(key);
    if (known == null) {
      var top = new RepositoryFiles(repositories, problems);
      var flags = new HashMap<String, RepositoryFlags>();
      for (ProfileRepository r : repositories) {
        flags.put(r.name(), top.flags(r, variables));
      }
      known = Map.copyOf(flags);
      repositoryFlags.put(key, known);
    }
    return known;
  }
}
