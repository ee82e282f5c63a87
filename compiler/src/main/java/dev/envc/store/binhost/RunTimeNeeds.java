package dev.envc.store.binhost;

import dev.envc.pms.Atom;
import dev.envc.pms.Blocker;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.Parsed;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a binary package needs at run time by its own account. Its ebuild may have been changed
/// since, and the packages were chosen by the ebuild.
final class RunTimeNeeds {
  private final BinaryCandidate candidate;
  private final Present environment;

  private RunTimeNeeds(BinaryCandidate candidate, Present environment) {
    this.candidate = candidate;
    this.environment = environment;
  }

  /// What the environment does not have, or must not have; empty when everything is as it should
  /// be, under the names that the packages had or those they have now.
  static Optional<String> mismatch(
      BinaryCandidate candidate, Present environment, PresentNames names) {
    var needs = new RunTimeNeeds(candidate, environment);
    Optional<String> built = needs.missing(candidate::field);
    return built.isEmpty() ? built : needs.missing(key -> names.dependencies(candidate, key));
  }

  private Optional<String> missing(UnaryOperator<String> field) {
    return Stream.of("RDEPEND", "PDEPEND")
        .map(key -> DepSpec.parseDependencies(field.apply(key), Eapi.LATEST))
        .map(Parsed::orElseThrow)
        .flatMap(spec -> missing(spec).stream())
        .findFirst()
        .map(this::sentence);
  }

  private String sentence(DepSpec<Atom> need) {
    return blocked(need)
        .map(there -> "it must not be beside " + there + ": its dependencies say `" + need + "`")
        .orElse("it needs " + need + " at run time, which the environment does not have");
  }

  /// The first part that is not satisfied.
  private Optional<DepSpec<Atom>> missing(DepSpec<Atom> spec) {
    return switch (spec) {
      case DepSpec.AllOf<Atom>(var children) -> first(children);
      case DepSpec.UseConditional<Atom> conditional ->
          counts(conditional) ? first(conditional.children()) : Optional.empty();
      case DepSpec.AnyOf<Atom>(var children) -> {
        List<DepSpec<Atom>> counted = children.stream().filter(this::counts).toList();
        yield counted.isEmpty() || counted.stream().anyMatch(c -> missing(c).isEmpty())
            ? Optional.empty()
            : Optional.of(spec);
      }
      case DepSpec.ExactlyOneOf<Atom> _, DepSpec.AtMostOneOf<Atom> _ -> Optional.empty();
      case DepSpec.Leaf<Atom>(Atom atom) -> {
        boolean satisfied =
            atom.blocker() == Blocker.NONE
                ? environment.has(atom, this::isOn)
                : blocked(spec).isEmpty();
        yield satisfied ? Optional.empty() : Optional.of(spec);
      }
    };
  }

  /// What a blocker names in the environment.
  private Optional<Cpv> blocked(DepSpec<Atom> spec) {
    return spec instanceof DepSpec.Leaf<Atom>(Atom atom) && atom.blocker() != Blocker.NONE
        ? environment.blocked(atom, candidate.cpv(), this::isOn)
        : Optional.empty();
  }

  /// What depends on a flag that is off is no alternative.
  private boolean counts(DepSpec<Atom> spec) {
    return !(spec instanceof DepSpec.UseConditional<Atom> conditional)
        || conditional.holds(this::isOn);
  }

  private boolean isOn(String flag) {
    return candidate.use().contains(flag);
  }

  private Optional<DepSpec<Atom>> first(List<DepSpec<Atom>> children) {
    return children.stream().flatMap(c -> missing(c).stream()).findFirst();
  }
}
