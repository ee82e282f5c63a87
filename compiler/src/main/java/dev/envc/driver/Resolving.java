package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.TreeCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import dev.envc.resolve.Candidate;
import dev.envc.resolve.Conflict;
import dev.envc.resolve.DependencyClass;
import dev.envc.resolve.Question;
import dev.envc.resolve.Request;
import dev.envc.resolve.Resolution;
import dev.envc.resolve.Resolver;
import dev.envc.resolve.TreeCandidate;
import dev.envc.resolve.TreeUniverse;
import dev.envc.resolve.Wish;
import dev.envc.tree.Repository;
import dev.envc.tree.Trees;
import dev.envc.tree.profile.EffectiveConfig;
import dev.envc.tree.profile.EffectiveConfigReader;
import dev.envc.tree.profile.ProfileProblem;
import dev.envc.tree.profile.ProfileRepository;
import dev.envc.tree.profile.UserConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// From an environment and its trees to the packages it holds.
final class Resolving {
  private final Environment environment;
  private final Trees trees;

  private Resolving(Environment environment, Trees trees) {
    this.environment = environment;
    this.trees = trees;
  }

  static Resolved resolve(Environment environment, Trees trees)
      throws IOException, UserErrorException {
    return new Resolving(environment, trees).run();
  }

  private Resolved run() throws IOException, UserErrorException {
    EffectiveConfig config = config(UserSettings.of(environment.config()));
    List<Diagnostic> warnings = profileProblems(config);
    checkArch(config);
    var plain = new TreeUniverse(trees, config(UserConfig.EMPTY));
    var universe = new TreeUniverse(trees, config);
    return switch (Resolver.resolve(
        new Request(wishes(universe), classes(), Question.INSTALL), universe)) {
      case Resolution r -> new Resolved(r, config, c -> changes(c, plain), warnings);
      case Conflict c ->
          throw new UserErrorException(c.diagnostics().stream().map(this::placed).toList());
    };
  }

  private Diagnostic placed(Diagnostic d) {
    return d.span().isPresent() ? d : d.at(environment.span());
  }

  /// The flags of a package that the profile and the ebuild alone would set otherwise.
  private static SortedSet<String> changes(Candidate candidate, TreeUniverse plain) {
    var changed = new TreeSet<String>();
    for (TreeCandidate other : plain.candidates(candidate.cpv().name())) {
      if (other.id().equals(candidate.id())) {
        candidate.iuse().stream()
            .filter(f -> candidate.isEnabled(f) != other.isEnabled(f))
            .forEach(changed::add);
      }
    }
    return changed;
  }

  private EffectiveConfig config(UserConfig user) throws IOException, UserErrorException {
    Repository repository =
        trees
            .named(environment.profile().tree())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the tree of the profile is not open: " + environment.profile()));
    var repositories = new ArrayList<ProfileRepository>();
    for (Repository r : trees.repositories()) {
      repositories.add(
          ProfileRepository.read(
              r.name(), r.files(), r.masters().stream().map(Repository::name).toList()));
    }
    return EffectiveConfigReader.read(
        repositories, repository.name(), environment.profile().path(), user);
  }

  /// Fatal problems of the profile end the compile; a deprecated profile is worth a warning; the
  /// rest is the tree's own business.
  private List<Diagnostic> profileProblems(EffectiveConfig config) throws UserErrorException {
    var problems = new Diagnostics();
    for (ProfileProblem p : config.problems()) {
      if (p.kind().isFatal()) {
        problems.add(
            Diagnostic.error(TreeCode.BAD_PROFILE, environment.profile().span(), p.message())
                .note("At " + p.origin() + "."));
      } else if (p.kind() == ProfileProblem.Kind.DEPRECATED) {
        problems.add(
            Diagnostic.warning(
                    TreeCode.DEPRECATED_PROFILE, environment.profile().span(), p.message())
                .note("At " + p.origin() + "."));
      }
    }
    problems.throwIfErrors();
    return problems.toList();
  }

  private void checkArch(EffectiveConfig config) throws UserErrorException {
    if (!config.architecture().isEmpty()
        && !config.architecture().equals(environment.arch().keyword())) {
      throw new UserErrorException(
          Diagnostic.error(
              TreeCode.WRONG_ARCH,
              environment.profile().span(),
              "The profile "
                  + environment.profile()
                  + " is for "
                  + config.architecture()
                  + ", and the environment for "
                  + environment.arch()
                  + "."));
    }
  }

  private List<Wish> wishes(TreeUniverse universe) {
    var wishes = new ArrayList<Wish>();
    environment
        .packages()
        .forEach(p -> wishes.add(new Wish(p.atom(), Wish.MANIFEST, Optional.of(p.span()))));
    if (environment.systemSet()) {
      wishes.addAll(universe.system());
    }
    return wishes;
  }

  private Set<DependencyClass> classes() {
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
}
