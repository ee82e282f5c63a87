package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import dev.envc.pms.SlotDep;
import dev.envc.store.binhost.BinaryCandidate;
import dev.envc.store.binhost.BinaryChooser;
import dev.envc.store.binhost.BinhostIndex;
import dev.envc.store.binhost.Choice;
import dev.envc.store.binhost.Wanted;
import dev.envc.tree.TreeUpdates;
import dev.envc.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The choice of binary packages for one environment. A package that the trees have moved since it
/// was built is not taken under its old name or slot, as Portage takes none from a remote binhost;
/// what has happened is told.
final class BinaryChoice {
  private static final String MOVE =
      "Apply the moves of the tree where the packages are made: emaint --fix movebin.";

  private final List<BinhostIndex> binhosts;
  private final BinaryChooser chooser;
  private final Trees trees;

  BinaryChoice(List<BinhostIndex> binhosts, Trees trees) {
    this.binhosts = binhosts;
    this.chooser = new BinaryChooser(binhosts, new DependencyMoves(trees));
    this.trees = trees;
  }

  Choice choose(Wanted wanted) {
    Choice choice = chooser.choose(wanted);
    if (choice instanceof Choice.None(var diagnostic, var rejected)) {
      try {
        return new Choice.None(withMoves(diagnostic, wanted, rejected), rejected);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return choice;
  }

  private Diagnostic withMoves(Diagnostic diagnostic, Wanted wanted, List<Choice.Rejected> rejected)
      throws IOException {
    TreeUpdates updates = trees.updates();
    Set<String> moves = new LinkedHashSet<>();
    for (TreeUpdates.Earlier earlier : updates.earlierNames(wanted.cpv().name())) {
      var old = new Cpv(earlier.name(), wanted.cpv().version());
      for (BinhostIndex binhost : binhosts) {
        for (BinaryCandidate c : binhost.builds(old)) {
          moves.add(moved(c, wanted.cpv().name().toString(), earlier.place()));
        }
      }
    }
    for (Choice.Rejected r : rejected) {
      slotMove(updates, r.candidate(), wanted).ifPresent(moves::add);
    }
    Diagnostic told = diagnostic;
    for (String move : moves) {
      told = told.note(move);
    }
    return moves.isEmpty() ? told : told.hint(MOVE);
  }

  private static Optional<String> slotMove(
      TreeUpdates updates, BinaryCandidate candidate, Wanted wanted) {
    PackageName name = candidate.cpv().name();
    Atom packed =
        Atom.of(name).withSlot(new SlotDep.Named(candidate.slot().slot(), Optional.empty(), false));
    Atom present =
        packed.withSlot(new SlotDep.Named(wanted.slot().slot(), Optional.empty(), false));
    return Stream.of(packed)
        .map(updates::apply)
        .flatMap(Optional::stream)
        .filter(u -> u.atom().equals(present))
        .map(u -> moved(candidate, present.toString(), u.place()))
        .findFirst();
  }

  private static String moved(BinaryCandidate candidate, String now, String place) {
    return candidate.label() + " is " + now + " now (" + place + ").";
  }
}
