package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.DepSpec;
import dev.envc.pms.UseDep;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A USE flag because of which a package has a dependency.
///
/// @param change what would switch it; empty when the profile does not let it change
record Condition(String flag, boolean enabled, Optional<Change> change) {

  /// The conditions that all hold around the first place of an atom; empty when it stands without.
  static List<Condition> of(Node node, Atom atom, Collection<DependencyClass> classes) {
    return classes.stream()
        .flatMap(c -> path(node.candidate, node.candidate.dependencies(c), atom).stream())
        .findFirst()
        .orElse(List.of());
  }

  /// Flags of the package that its conditional USE dependencies speak of, such as `[flag?]`.
  static List<Condition> ofUse(Node node, Atom atom) {
    return atom.useDeps().stream()
        .filter(d -> d.kind().isConditional() && node.candidate.hasFlag(d.flag()))
        .map(UseDep::flag)
        .distinct()
        .map(flag -> of(node.candidate, flag))
        .toList();
  }

  private static Optional<List<Condition>> path(
      Candidate candidate, DepSpec<Atom> spec, Atom atom) {
    if (spec instanceof DepSpec.Leaf<Atom>(var leaf)) {
      return leaf.equals(atom) ? Optional.of(List.of()) : Optional.empty();
    }
    if (spec instanceof DepSpec.UseConditional<Atom> conditional) {
      return conditional.holds(candidate::isEnabled)
          ? below(candidate, spec, atom)
              .map(
                  inner ->
                      Stream.concat(Stream.of(of(candidate, conditional.flag())), inner.stream())
                          .toList())
          : Optional.empty();
    }
    return below(candidate, spec, atom);
  }

  private static Optional<List<Condition>> below(
      Candidate candidate, DepSpec<Atom> spec, Atom atom) {
    return spec.children().stream().flatMap(c -> path(candidate, c, atom).stream()).findFirst();
  }

  private static Condition of(Candidate candidate, String flag) {
    boolean enabled = candidate.isEnabled(flag);
    return new Condition(
        flag,
        enabled,
        candidate.isFixed(flag)
            ? Optional.empty()
            : Optional.of(new Change.SetUse(candidate.cpv(), flag, !enabled)));
  }

  @Override
  public String toString() {
    return "`" + flag + "` is " + (enabled ? "on" : "off");
  }
}
