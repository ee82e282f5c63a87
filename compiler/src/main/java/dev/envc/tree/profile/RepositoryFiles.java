package dev.envc.tree.profile;

import dev.envc.pms.Eapi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads the files directly in `profiles` of each repository (PMS 4.4).
final class RepositoryFiles {
  private static final String DIRECTORY = "profiles";

  private final Map<String, ProfileRepository> repositories = new LinkedHashMap<>();
  private final List<ProfileProblem> problems;

  RepositoryFiles(List<ProfileRepository> repositories, List<ProfileProblem> problems) {
    repositories.forEach(repository -> this.repositories.put(repository.name(), repository));
    this.problems = problems;
  }

  /// package.mask of all repositories. A repository's masters mask its packages too, unless it
  /// takes that back.
  List<MaskRules.Rule> masks() throws IOException {
    var result = new ArrayList<MaskRules.Rule>();
    for (ProfileRepository repository : repositories.values()) {
      List<MaskRules.Rule> own = rules(repository, "package.mask");
      List<ProfileRepository> masters = masters(repository);
      if (masters.isEmpty()) {
        result.addAll(within(List.of(own), repository));
      }
      for (ProfileRepository master : masters) {
        result.addAll(within(List.of(rules(master, "package.mask"), own), repository));
      }
    }
    return result;
  }

  /// package.unmask of the repositories whose format allows it.
  List<MaskRules.Rule> unmasks() throws IOException {
    var result = new ArrayList<MaskRules.Rule>();
    for (ProfileRepository repository : repositories.values()) {
      if (repository.allowsDirectories(repository.topLevelEapi())) {
        result.addAll(within(List.of(rules(repository, "package.unmask")), repository));
      }
    }
    return result;
  }

  private static List<MaskRules.Rule> within(
      List<List<MaskRules.Rule>> lists, ProfileRepository repository) {
    return MaskRules.within(MaskRules.stack(lists, MaskRules.Removal.EXACT), repository.name());
  }

  /// The flag settings of a repository on top of those of its masters.
  RepositoryFlags flags(ProfileRepository repository, ProfileVariables variables)
      throws IOException {
    var defaults = new ArrayList<FlagStack.Level>();
    var mask = new ArrayList<FlagStack.Level>();
    var force = new ArrayList<FlagStack.Level>();
    List<ProfileRepository> all = new ArrayList<>(masters(repository));
    all.add(repository);
    for (ProfileRepository one : all) {
      var files = new FlagFiles(one, DIRECTORY, one.topLevelEapi(), problems);
      defaults.add(files.defaults(variables.use(makeDefaults(one))));
      mask.add(files.restrictions("mask"));
      force.add(files.restrictions("force"));
    }
    return new RepositoryFlags(new FlagStack(defaults), new FlagStack(mask), new FlagStack(force));
  }

  private ProfileNode makeDefaults(ProfileRepository repository) throws IOException {
    Eapi eapi = repository.topLevelEapi();
    Map<String, Assignments.Value> values =
        ConfigFiles.assignments(
            repository,
            DIRECTORY + "/make.defaults",
            repository.allowsDirectories(eapi),
            new HashMap<>(),
            problems);
    return new ProfileNode(repository, DIRECTORY, eapi, values);
  }

  private List<ProfileRepository> masters(ProfileRepository repository) {
    return repository.masters().stream()
        .filter(name -> !name.equals(repository.name()))
        .map(repositories::get)
        .filter(Objects::nonNull)
        .toList();
  }

  private List<MaskRules.Rule> rules(ProfileRepository repository, String file) throws IOException {
    var atoms = new ProfileAtoms(repository, repository.topLevelEapi(), problems);
    return rules(
        ConfigFiles.lines(
            repository,
            DIRECTORY + "/" + file,
            repository.allowsDirectories(repository.topLevelEapi())),
        atoms);
  }

  static List<MaskRules.Rule> rules(List<ConfigLine> lines, ProfileAtoms atoms) {
    var rules = new ArrayList<MaskRules.Rule>();
    for (ConfigLine line : lines) {
      boolean removal = line.first().startsWith("-");
      String text = removal ? line.first().substring(1) : line.first();
      atoms
          .parse(text, line.origin())
          .ifPresent(
              atom -> rules.add(new MaskRules.Rule(atom, removal, line.comment(), line.origin())));
    }
    return rules;
  }
}
