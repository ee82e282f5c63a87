package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.Blocker;
import dev.envc.pms.SlotDep;
import dev.envc.pms.UseDep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An atom as one package asks for it: its USE conditions are evaluated, and how each candidate of
/// the name fits is known.
final class Need {
  /// How a candidate fits an atom.
  enum Fit {
    /// Version, slot or repository differ.
    NO,
    /// It lacks a USE flag the atom names.
    MISSING_FLAG,
    /// A USE flag is forced or masked the wrong way.
    FIXED_FLAG,
    /// A USE flag is set the wrong way and could be changed.
    OTHER_FLAG,
    YES
  }

  final Family family;

  /// The atom as it is to be shown.
  final String text;

  final Blocker blocker;

  /// Whether the atom has the `=` slot operator.
  final boolean rebuild;

  /// Whether the atom names a sub-slot.
  final boolean namesSubslot;

  final boolean asksUse;

  /// What fits apart from USE, highest first.
  final List<Node> versions;

  /// The atom; empty for a need the resolver made up.
  final Optional<Atom> atom;

  private final Predicate<String> parentUse;
  private final @Nullable Fit[] fits;
  private @Nullable List<Node> eligible;
  private @Nullable Need withoutUse;
  private final Map<String, Need> restricted = new HashMap<>();

  private Need(
      Family family,
      Optional<Atom> atom,
      Predicate<String> parentUse,
      String text,
      boolean namesSubslot,
      @Nullable Fit[] fits) {
    this.family = family;
    this.atom = atom;
    this.parentUse = parentUse;
    this.text = text;
    this.blocker = atom.map(Atom::blocker).orElse(Blocker.NONE);
    this.rebuild = atom.map(Atom::slotDep).filter(SlotDep::isRebuild).isPresent();
    this.namesSubslot = namesSubslot;
    this.asksUse = atom.isPresent() && !atom.get().useDeps().isEmpty();
    this.fits = fits;
    var matching = new ArrayList<Node>();
    for (int i = fits.length - 1; i >= 0; i--) {
      if (fits[i] != Fit.NO) {
        matching.add(family.nodes.get(i));
      }
    }
    this.versions = matching;
  }

  /// A need of `family` that asks for what `fit` says.
  static Need of(Family family, String text, Function<Node, @Nullable Fit> fit) {
    return new Need(family, Optional.empty(), _ -> false, text, false, fits(family, fit));
  }

  /// The atom as a package with the flags `parentUse` asks for it.
  static Need of(Family family, Atom atom, Predicate<String> parentUse) {
    boolean subslot = atom.slotDep() instanceof SlotDep.Named named && named.subslot().isPresent();
    return new Need(
        family,
        Optional.of(atom),
        parentUse,
        atom.evaluate(parentUse).toString(),
        subslot,
        fits(family, node -> fitIgnoringUse(atom, node)));
  }

  /// Null when the flags decide, which are computed when they are asked for.
  private static @Nullable Fit fitIgnoringUse(Atom atom, Node node) {
    if (!atom.matchesIgnoringUse(node.candidate)) {
      return Fit.NO;
    }
    return atom.useDeps().isEmpty() ? Fit.YES : null;
  }

  private static @Nullable Fit[] fits(Family family, Function<Node, @Nullable Fit> fit) {
    var fits = new @Nullable Fit[family.nodes.size()];
    for (int i = 0; i < fits.length; i++) {
      fits[i] = fit.apply(family.nodes.get(i));
    }
    return fits;
  }

  private Fit useFit(Node node) {
    Fit result = Fit.YES;
    for (UseDep dep : atom.map(Atom::useDeps).orElse(List.of())) {
      if (dep.matches(node.candidate, parentUse)) {
        continue;
      }
      Fit fit = mismatch(dep, node.candidate);
      if (fit.compareTo(result) < 0) {
        result = fit;
      }
    }
    return result;
  }

  private static Fit mismatch(UseDep dep, Candidate candidate) {
    if (!candidate.hasFlag(dep.flag())) {
      return Fit.MISSING_FLAG;
    }
    return candidate.isFixed(dep.flag()) ? Fit.FIXED_FLAG : Fit.OTHER_FLAG;
  }

  Fit fit(Node node) {
    if (node.family != family) {
      return Fit.NO;
    }
    Fit fit = fits[node.rank];
    if (fit == null) {
      fit = useFit(node);
      fits[node.rank] = fit;
    }
    return fit;
  }

  boolean matches(Node node) {
    return fit(node) == Fit.YES;
  }

  /// The packages that may satisfy it, best first.
  List<Node> eligible() {
    List<Node> known = eligible;
    if (known == null) {
      known = new ArrayList<>();
      for (Node node : versions) {
        if (matches(node) && node.eligible()) {
          known.add(node);
        }
      }
      eligible = known;
    }
    return known;
  }

  boolean matchesOnlyWithoutUse(Node node) {
    return fit(node) != Fit.NO && fit(node) != Fit.YES;
  }

  /// The USE dependencies a candidate does not satisfy.
  List<UseDep> unmetUse(Node node) {
    return atom.map(a -> a.unsatisfiedUse(node.candidate, parentUse)).orElse(List.of());
  }

  boolean isBlocker() {
    return blocker != Blocker.NONE;
  }

  /// Whether a package that counts as installed by other means satisfies this.
  boolean isProvided() {
    return !family.provided.isEmpty()
        && !isBlocker()
        && atom.isPresent()
        && family.provided.stream().anyMatch(atom.get()::matches);
  }

  /// This need with USE left out.
  Need withoutUse() {
    if (!asksUse) {
      return this;
    }
    if (withoutUse == null) {
      var relaxed = new @Nullable Fit[fits.length];
      for (int i = 0; i < fits.length; i++) {
        relaxed[i] = fits[i] == Fit.NO ? Fit.NO : Fit.YES;
      }
      Optional<Atom> plain = atom.map(a -> a.withUse(List.of()));
      withoutUse =
          new Need(
              family,
              plain,
              parentUse,
              plain.map(Atom::toString).orElse(text),
              namesSubslot,
              relaxed);
    }
    return withoutUse;
  }

  /// This need within one slot and sub-slot.
  Need within(Node like) {
    return restricted.computeIfAbsent(
        like.candidate.slot().slot() + "/" + like.candidate.slot().subslot(),
        key ->
            of(
                family,
                text + " in " + key,
                node -> node.candidate.slot().equals(like.candidate.slot()) ? fit(node) : Fit.NO));
  }

  /// This need for one version.
  Need exactly(Node version) {
    return restricted.computeIfAbsent(
        "=" + version.version,
        _ ->
            of(
                family,
                "=" + version.candidate.cpv(),
                node -> node.version == version.version ? fit(node) : Fit.NO));
  }

  @Override
  public String toString() {
    return text;
  }
}
