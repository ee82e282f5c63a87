package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.UseDep;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A wish that some version of its package fits.
final class LooserWish {
  private LooserWish() {}

  /// The wish without what no version of the package satisfies: its version, slot or flags.
  static Optional<Atom> of(Wish wish, Need need) {
    Atom atom = wish.atom();
    List<Node> nodes = need.family.nodes;
    Predicate<UseDep> known = d -> nodes.stream().anyMatch(n -> n.candidate.hasFlag(d.flag()));
    List<UseDep> flags =
        atom.useDeps().stream()
            .filter(d -> d.missing() != UseDep.Default.NONE || known.test(d))
            .toList();
    Atom plain = Atom.of(atom.name()).withRepository(atom.repository()).withUse(flags);
    return Stream.of(atom.withUse(flags), plain.withSlot(atom.slotDep()), plain)
        .filter(a -> nodes.stream().anyMatch(n -> a.matchesIgnoringUse(n.candidate)))
        .findFirst()
        .filter(a -> !a.equals(atom));
  }
}
