package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.TreeCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import dev.envc.resolve.Candidate;
import dev.envc.resolve.TreeCandidate;
import dev.envc.resolve.TreeUniverse;
import dev.envc.tree.Trees;
import dev.envc.tree.profile.EffectiveConfig;
import dev.envc.tree.profile.Origin;
import dev.envc.tree.profile.ProfileProblem;
import dev.envc.tree.profile.UserConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The trees under the profile and the settings of an environment: `universe` with the manifest's
/// own settings, `plain` without them.
record Configured(
    EffectiveConfig config, TreeUniverse universe, TreeUniverse plain, List<Diagnostic> warnings) {

  /// @param trees those of the environment
  static Configured of(Environment environment, Trees trees, Profiles profiles)
      throws IOException, UserErrorException {
    EffectiveConfig config =
        profiles.config(environment, trees, UserSettings.of(environment.config()));
    List<Diagnostic> warnings = profileProblems(environment, config, trees);
    checkArch(environment, config, trees);
    return new Configured(
        config,
        profiles.universe(environment, trees, config),
        profiles.plain(environment, trees),
        warnings);
  }

  /// The flags of a package that the profile and the ebuild alone would set otherwise.
  SortedSet<String> changes(Candidate candidate) {
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

  /// The configuration of an environment, with only the licenses accepted that its policy allows.
  static EffectiveConfig withLicenses(Environment environment, Trees trees, Profiles profiles)
      throws IOException {
    UserConfig user = UserSettings.of(environment.config());
    var variables = new ArrayList<>(user.variables());
    var place = new Origin("policy", 0);
    variables.add(new UserConfig.Variable("ACCEPT_LICENSE", "-*", place));
    environment
        .policy()
        .allowedLicenses()
        .forEach(l -> variables.add(new UserConfig.Variable("ACCEPT_LICENSE", l.token(), place)));
    return profiles.config(environment, trees, UserSettings.withLicenses(user, variables));
  }

  /// Fatal problems of the profile end the compile; a deprecated profile and a mask that does
  /// nothing are worth a warning; the rest is the tree's own business.
  private static List<Diagnostic> profileProblems(
      Environment environment, EffectiveConfig config, Trees trees)
      throws IOException, UserErrorException {
    var problems = new Diagnostics();
    for (ProfileProblem p : config.problems()) {
      if (p.kind().isFatal()) {
        problems.add(fatal(p, environment, trees));
      } else if (p.kind() == ProfileProblem.Kind.DEPRECATED) {
        problems.add(
            Diagnostic.warning(
                    TreeCode.DEPRECATED_PROFILE, environment.profile().span(), p.message())
                .note("At " + p.origin() + "."));
      } else if (p.isOfMasks()) {
        problems.add(
            Diagnostic.warning(
                    TreeCode.UNREAD_MASK,
                    environment.profile().span(),
                    "A line of the tree's masks cannot be read and does nothing.")
                .note("At " + p.origin() + ": " + p.message())
                .note("Portage leaves it out as well."));
      }
    }
    problems.throwIfErrors();
    return problems.toList();
  }

  private static Diagnostic fatal(ProfileProblem p, Environment environment, Trees trees)
      throws IOException {
    Diagnostic d =
        Diagnostic.error(TreeCode.BAD_PROFILE, environment.profile().span(), p.message())
            .note("At " + p.origin() + ".");
    boolean isProfileItself =
        p.kind() == ProfileProblem.Kind.MISSING
            && p.origin().toString().endsWith(":profiles/" + environment.profile().path());
    return isProfileItself
        ? NearProfiles.suggest(d, environment, Profiles.repository(environment, trees))
        : d;
  }

  private static void checkArch(Environment environment, EffectiveConfig config, Trees trees)
      throws IOException, UserErrorException {
    if (config.architecture().isEmpty()
        || config.architecture().equals(environment.arch().keyword())) {
      return;
    }
    Diagnostic d =
        Diagnostic.error(
            TreeCode.WRONG_ARCH,
            environment.profile().span(),
            "The profile "
                + environment.profile()
                + " is for "
                + config.architecture()
                + ", and the environment for "
                + environment.arch()
                + ".");
    throw new UserErrorException(
        NearProfiles.suggest(d, environment, Profiles.repository(environment, trees)));
  }
}
