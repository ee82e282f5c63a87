package dev.envc.tree.profile;

import dev.envc.pms.AtomPattern;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import dev.envc.pms.Parsed;
import dev.envc.tree.profile.EffectiveConfig.SystemPackage;
import dev.envc.tree.profile.ProfileProblem.Kind;
import dev.envc.tree.profile.UserConfig.Provided;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the files of all profiles of a stack.
final class ProfileFiles {
  private final List<ProfileNode> nodes;
  private final List<ProfileProblem> problems;

  ProfileFiles(List<ProfileNode> nodes, List<ProfileProblem> problems) {
    this.nodes = nodes;
    this.problems = problems;
  }

  FlagStack defaults(ProfileVariables variables) throws IOException {
    var levels = new ArrayList<FlagStack.Level>();
    for (ProfileNode node : nodes) {
      levels.add(flags(node).defaults(variables.use(node)));
    }
    return new FlagStack(levels);
  }

  FlagStack restrictions(String kind) throws IOException {
    var levels = new ArrayList<FlagStack.Level>();
    for (ProfileNode node : nodes) {
      levels.add(flags(node).restrictions(kind));
    }
    return new FlagStack(levels);
  }

  private FlagFiles flags(ProfileNode node) {
    return new FlagFiles(node.repository(), node.path(), node.eapi(), problems);
  }

  /// package.mask of each profile.
  List<List<MaskRules.Rule>> masks() throws IOException {
    var result = new ArrayList<List<MaskRules.Rule>>();
    for (ProfileNode node : nodes) {
      result.add(RepositoryFiles.rules(lines(node, "package.mask"), atoms(node)));
    }
    return result;
  }

  /// package.unmask of each profile whose repository's format allows it; PMS has no such file.
  List<List<MaskRules.Rule>> unmasks() throws IOException {
    var result = new ArrayList<List<MaskRules.Rule>>();
    for (ProfileNode node : nodes) {
      if (node.repository().allowsDirectories(node.eapi())) {
        result.add(RepositoryFiles.rules(lines(node, "package.unmask"), atoms(node)));
      }
    }
    return result;
  }

  /// package.keywords or package.accept_keywords of each profile.
  List<PackageEntries<List<String>>> lists(String file) throws IOException {
    var result = new ArrayList<PackageEntries<List<String>>>();
    for (ProfileNode node : nodes) {
      var builder = new PackageEntries.Builder<List<String>>(EffectiveConfigReader::concatenated);
      for (ConfigLine line : lines(node, file)) {
        atoms(node)
            .parse(line.first(), line.origin())
            .ifPresent(atom -> builder.add(atom, List.copyOf(line.rest())));
      }
      result.add(builder.build());
    }
    return result;
  }

  /// package.license of the profiles whose repository has the format `profile-license`
  /// (portage(5)). Of equal atoms the last profile's entry counts.
  Map<AtomPattern, List<String>> licenses() throws IOException {
    var result = new LinkedHashMap<AtomPattern, List<String>>();
    for (ProfileNode node : nodes) {
      if (!node.repository().formats().contains("profile-license")) {
        continue;
      }
      var file = new LinkedHashMap<AtomPattern, List<String>>();
      for (ConfigLine line :
          ConfigFiles.lines(node.repository(), node.path() + "/package.license", true)) {
        switch (AtomPattern.tryParse(line.first())) {
          case Parsed.Ok<AtomPattern>(var atom) ->
              file.merge(atom, line.rest(), EffectiveConfigReader::concatenated);
          case Parsed.Bad<AtomPattern>(var message, _) ->
              problems.add(new ProfileProblem(Kind.SYNTAX, message, line.origin()));
        }
      }
      result.putAll(file);
    }
    return result;
  }

  /// The `packages` files (PMS 5.2.6): `*atom` is in the system set, `-atom` takes back.
  SortedMap<String, SystemPackage> system() throws IOException {
    Map<String, SystemPackage> packages = new LinkedHashMap<>();
    for (ProfileNode node : nodes) {
      for (ConfigLine line : lines(node, "packages")) {
        String text = line.first();
        if (text.equals("-*")) {
          packages.clear();
        } else if (text.startsWith("-")) {
          packages.remove(text.substring(1));
        } else {
          boolean system = text.startsWith("*");
          atoms(node)
              .parse(system ? text.substring(1) : text, line.origin())
              .ifPresent(
                  atom -> packages.put(text, new SystemPackage(atom, system, line.origin())));
        }
      }
    }
    var result = new TreeMap<String, SystemPackage>();
    packages.values().forEach(entry -> result.put(entry.atom().toString(), entry));
    return Collections.unmodifiableSortedMap(result);
  }

  /// package.provided of the profiles and of the user.
  SortedMap<PackageName, List<Provided>> provided(List<Provided> user) throws IOException {
    var provided = new LinkedHashMap<String, Provided>();
    for (ProfileNode node : nodes) {
      if (node.eapi().packageProvided()) {
        for (ConfigLine line : lines(node, "package.provided")) {
          provided(line, provided);
        }
      }
    }
    user.forEach(entry -> provided.put(entry.cpv().toString(), entry));
    var result = new TreeMap<PackageName, List<Provided>>();
    provided
        .values()
        .forEach(
            entry -> result.computeIfAbsent(entry.cpv().name(), _ -> new ArrayList<>()).add(entry));
    result.replaceAll((_, entries) -> List.copyOf(entries));
    return Collections.unmodifiableSortedMap(result);
  }

  private void provided(ConfigLine line, Map<String, Provided> provided) {
    String text = line.first();
    if (text.startsWith("-")) {
      provided.remove(text.substring(1));
      return;
    }
    switch (Cpv.tryParse(text)) {
      case Parsed.Ok<Cpv>(var cpv) -> provided.put(text, new Provided(cpv, line.origin()));
      case Parsed.Bad<Cpv>(var message, _) ->
          problems.add(new ProfileProblem(Kind.SYNTAX, message, line.origin()));
    }
  }

  private ProfileAtoms atoms(ProfileNode node) {
    return new ProfileAtoms(node.repository(), node.eapi(), problems);
  }

  private static List<ConfigLine> lines(ProfileNode node, String file) throws IOException {
    return ConfigFiles.lines(
        node.repository(),
        node.path() + "/" + file,
        node.repository().allowsDirectories(node.eapi()));
  }
}
