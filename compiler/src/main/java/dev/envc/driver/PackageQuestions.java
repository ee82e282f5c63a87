package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.ResolveCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import dev.envc.pms.Atom;
import dev.envc.pms.PackageName;
import dev.envc.pms.Parsed;
import dev.envc.resolve.TreeCandidate;
import dev.envc.tree.Trees;
import dev.envc.tree.profile.FlagExplanation;
import dev.envc.tree.profile.PackageUse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Answers questions about a package in the trees of a manifest.
final class PackageQuestions {
  private PackageQuestions() {}

  /// What one environment says of the versions that fit, lowest first.
  interface Answer<T> {
    List<T> of(Environment environment, List<TreeCandidate> candidates);
  }

  static <T> List<T> ask(
      PackageQuestion question, LoadedManifest manifest, ManifestTrees trees, Answer<T> answer)
      throws IOException, UserErrorException {
    List<Atom> atoms = atoms(question.atom(), trees.lookup());
    var answers = new ArrayList<T>();
    var profiles = new Profiles();
    for (Environment e : manifest.environments(question.arches(), question.variants())) {
      Configured configured = Configured.of(e, trees.of(e), profiles);
      for (Atom atom : atoms) {
        List<TreeCandidate> fitting =
            configured.universe().candidates(atom.name()).stream()
                .filter(c -> atom.matches(c))
                .toList();
        if (!fitting.isEmpty()) {
          answers.addAll(answer.of(e, fitting));
        }
      }
    }
    if (answers.isEmpty()) {
      throw new UserErrorException(noVersion(question.atom(), atoms, trees.lookup()));
    }
    return answers;
  }

  static List<PackageVersion> versions(Environment e, List<TreeCandidate> candidates) {
    return candidates.stream().map(c -> version(e, c)).toList();
  }

  static List<UseReport> use(Environment e, List<TreeCandidate> candidates) {
    TreeCandidate best =
        candidates.reversed().stream()
            .filter(c -> c.masks().isEmpty())
            .findFirst()
            .orElse(candidates.getLast());
    PackageUse use = best.packageUse();
    return List.of(
        new UseReport(
            e.arch().keyword(),
            e.variant(),
            best.id(),
            best.iuse().stream()
                .map(f -> new UseReport.Flag(flag(use, f), steps(use.explain(f))))
                .toList()));
  }

  private static PackageVersion version(Environment e, TreeCandidate c) {
    return new PackageVersion(
        e.arch().keyword(),
        e.variant(),
        c.cpv().toString(),
        c.slot().toString(),
        c.repository(),
        c.ebuild().description(),
        c.ebuild().keywords(),
        c.iuse().stream().map(f -> flag(c.packageUse(), f)).toList(),
        c.masks().stream()
            .map(
                m ->
                    new PackageVersion.Hidden(
                        m.text(), m.comment().orElse(""), m.source().orElse("")))
            .toList());
  }

  private static PackageVersion.Flag flag(PackageUse use, String name) {
    PackageVersion.Hold hold =
        use.isMasked(name)
            ? PackageVersion.Hold.MASKED
            : use.isForced(name) ? PackageVersion.Hold.FORCED : PackageVersion.Hold.FREE;
    return new PackageVersion.Flag(name, use.isEnabled(name), hold);
  }

  private static List<UseReport.Step> steps(FlagExplanation explanation) {
    return explanation.steps().stream()
        .map(s -> new UseReport.Step(words(s.layer()), s.enabled(), s.origin().toString()))
        .toList();
  }

  private static String words(FlagExplanation.Layer layer) {
    return switch (layer) {
      case REPOSITORY -> "repository";
      case FEATURES -> "features";
      case IUSE -> "ebuild";
      case PROFILE -> "profile";
      case USER -> "manifest";
      case USER_PACKAGE -> "manifest, for the package";
      case ARCHITECTURE -> "the profile's ARCH";
      case FORCED -> "forced";
      case MASKED -> "masked";
    };
  }

  private static List<Atom> atoms(String written, Trees trees) throws UserErrorException {
    if (!written.contains("/")) {
      List<PackageName> names = trees.packagesNamed(written);
      if (names.isEmpty()) {
        throw new UserErrorException(unknown(written, trees));
      }
      return names.stream().map(Atom::of).toList();
    }
    return switch (Atom.tryParse(written)) {
      case Parsed.Ok<Atom>(var atom) -> List.of(atom);
      case Parsed.Bad<Atom>(var message, _) ->
          throw new UserErrorException(
              Diagnostic.error(
                  ManifestCode.BAD_ATOM, "`" + written + "` is not an atom: " + message));
    };
  }

  private static Diagnostic noVersion(String written, List<Atom> atoms, Trees trees) {
    List<String> versions =
        trees.versions(atoms.getFirst().name()).stream().map(e -> e.cpv().toString()).toList();
    return versions.isEmpty()
        ? unknown(atoms.getFirst().name().toString(), trees)
        : Diagnostic.error(ResolveCode.NO_SUCH_PACKAGE, "No version fits `" + written + "`.")
            .hint("The trees have " + String.join(", ", versions) + ".");
  }

  private static Diagnostic unknown(String name, Trees trees) {
    Diagnostic d =
        Diagnostic.error(
            ResolveCode.NO_SUCH_PACKAGE, "There is no package `" + name + "` in the trees.");
    List<PackageName> near = trees.similar(name, 3);
    return near.isEmpty()
        ? d
        : d.hint(
            "Did you mean "
                + String.join(" or ", near.stream().map(n -> "`" + n + "`").toList())
                + "?");
  }
}
