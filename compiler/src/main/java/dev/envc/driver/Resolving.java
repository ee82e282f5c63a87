package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import dev.envc.resolve.Conflict;
import dev.envc.resolve.DependencyClass;
import dev.envc.resolve.Fix;
import dev.envc.resolve.Outcome;
import dev.envc.resolve.Question;
import dev.envc.resolve.Request;
import dev.envc.resolve.Resolution;
import dev.envc.resolve.Resolver;
import dev.envc.resolve.TreeUniverse;
import dev.envc.resolve.Wish;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.Trees;
import dev.envc.tree.profile.UserConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// From environments and their trees to the packages they hold.
final class Resolving {
  private Resolving() {}

  /// Environments that are to have the same versions and USE flags of what they share: all of one
  /// arch, trees, profile and settings. In the manifest's order.
  static List<List<Environment>> groups(List<Environment> environments) {
    SequencedMap<Group, List<Environment>> groups = new LinkedHashMap<>();
    environments.forEach(e -> groups.computeIfAbsent(Group.of(e), _ -> new ArrayList<>()).add(e));
    return groups.values().stream().map(List::copyOf).toList();
  }

  /// The environments of one group, and what is asked for them.
  record Prepared(List<Environment> group, Configured configured, List<Request> requests) {
    /// What becomes of each, all of them together.
    List<Outcome> solve(Resolver resolver) {
      return resolver.resolveTogether(requests, configured.universe());
    }
  }

  static Prepared prepare(List<Environment> group, Trees trees, Profiles profiles)
      throws IOException, UserErrorException {
    Configured configured = Configured.of(group.getFirst(), trees, profiles);
    return new Prepared(
        group, configured, group.stream().map(e -> request(e, configured.universe())).toList());
  }

  static SequencedMap<Environment, Resolved> resolved(
      Prepared prepared, List<Outcome> outcomes, FixEdits edits) throws UserErrorException {
    Configured configured = prepared.configured();
    SequencedMap<Environment, Resolved> resolved = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Environment environment = prepared.group().get(i);
      switch (outcomes.get(i)) {
        case Resolution r ->
            resolved.put(
                environment,
                new Resolved(
                    r,
                    configured.config(),
                    configured::changes,
                    i == 0 ? configured.warnings() : List.of()));
        case Conflict c ->
            throw new UserErrorException(
                withEdits(c, edits).stream().map(d -> placed(d, environment)).toList());
      }
    }
    return resolved;
  }

  /// The diagnostics of a conflict; the first carries the fixes as edits of the manifest.
  private static List<Diagnostic> withEdits(Conflict conflict, FixEdits edits) {
    var diagnostics = new ArrayList<>(conflict.diagnostics());
    for (Fix fix : conflict.fixes()) {
      edits.edit(fix).ifPresent(edit -> diagnostics.set(0, diagnostics.getFirst().edit(edit)));
    }
    return diagnostics;
  }

  private static Diagnostic placed(Diagnostic d, Environment environment) {
    return d.span().isPresent() ? d : d.at(environment.span());
  }

  private static Request request(Environment environment, TreeUniverse universe) {
    return new Request(wishes(environment, universe), classes(environment), Question.INSTALL);
  }

  private static List<Wish> wishes(Environment environment, TreeUniverse universe) {
    var wishes = new ArrayList<Wish>();
    environment
        .packages()
        .forEach(p -> wishes.add(new Wish(p.atom(), Wish.MANIFEST, Optional.of(p.span()))));
    if (environment.systemSet()) {
      wishes.addAll(universe.system());
    }
    return wishes;
  }

  private static Set<DependencyClass> classes(Environment environment) {
    var classes = EnumSet.copyOf(Request.RUNTIME);
    if (environment.closure().installDependencies()) {
      classes.add(DependencyClass.IDEPEND);
    }
    if (environment.closure().buildDependencies()) {
      classes.add(DependencyClass.DEPEND);
      classes.add(DependencyClass.BDEPEND);
    }
    return classes;
  }

  /// What environments must share to be resolved together, without places.
  private record Group(
      String arch,
      String profile,
      List<TreeRequest> trees,
      boolean buildDependencies,
      List<String> settings) {
    static Group of(Environment e) {
      return new Group(
          e.arch().keyword(),
          e.profile().toString(),
          TreeRequests.unplaced(e),
          e.closure().buildDependencies(),
          settings(UserSettings.of(e.config())));
    }

    private static List<String> settings(UserConfig user) {
      var all = new ArrayList<String>();
      user.variables().forEach(v -> all.add(v.name() + "=" + v.value()));
      entries("use", user.packageUse(), all);
      entries("keywords", user.packageKeywords(), all);
      entries("license", user.packageLicense(), all);
      user.masks().forEach(m -> all.add("mask " + m.atom()));
      user.unmasks().forEach(m -> all.add("unmask " + m.atom()));
      user.provided().forEach(p -> all.add("provided " + p.cpv()));
      return List.copyOf(all);
    }

    private static void entries(String kind, List<UserConfig.Entry> entries, List<String> all) {
      entries.forEach(e -> all.add(kind + " " + e.atom() + " " + String.join(" ", e.values())));
    }
  }
}
