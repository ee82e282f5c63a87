package dev.envc.pms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How specific atoms are that match the same package, as Portage ranks the entries of `package.*`
/// files: an exact version before a revision range, a glob, a slot, a version range, a plain name,
/// and wildcards last.
public final class AtomSpecificity {
  private static final int RANGE = 2;
  private static final int SLOT = 3;

  private AtomSpecificity() {}

  /// The most specific of the atoms that match `candidate`, disregarding USE; the first one if
  /// several are equally specific. Of version ranges, the one whose version is nearest counts.
  public static Optional<AtomPattern> best(List<AtomPattern> atoms, PackageFacts candidate) {
    var matching = atoms.stream().filter(atom -> atom.matchesIgnoringUse(candidate)).toList();
    return matching.isEmpty()
        ? Optional.empty()
        : Optional.of(matching.get(best(matching, candidate.cpv().version())));
  }

  /// The indices of atoms that all match a package of that version, the least specific first; of
  /// equally specific ones, the first of the list is the last.
  public static List<Integer> ascending(List<AtomPattern> atoms, Version version) {
    var rest = new ArrayList<AtomPattern>(atoms);
    var indices = new ArrayList<Integer>();
    for (int i = 0; i < atoms.size(); i++) {
      indices.add(i);
    }
    var result = new ArrayList<Integer>();
    while (!rest.isEmpty()) {
      int best = best(rest, version);
      result.addFirst(indices.get(best));
      rest.subList(best, best + 1).clear();
      indices.subList(best, best + 1).clear();
    }
    return result;
  }

  private static int best(List<AtomPattern> atoms, Version version) {
    int best = -1;
    int bestRank = Integer.MIN_VALUE;
    for (int i = 0; i < atoms.size(); i++) {
      int rank = rank(atoms.get(i));
      if (rank > bestRank
          || (rank == RANGE
              && rank == bestRank
              && nearer(atoms.get(i), atoms.get(best), version))) {
        best = i;
        bestRank = rank;
      }
    }
    return best;
  }

  private static int rank(AtomPattern pattern) {
    return switch (pattern) {
      case AtomPattern.Exact(var atom) -> rank(atom);
      case AtomPattern.Build(var atom, _) -> rank(atom);
      case AtomPattern.Wildcard wildcard -> {
        if (wildcard.versionPart() != null) {
          yield 0;
        }
        yield wildcard.slotDep() instanceof SlotDep.Named ? -1 : -2;
      }
    };
  }

  private static int rank(Atom atom) {
    int rank =
        switch (atom.operator()) {
          case EQUAL -> 6;
          case TILDE -> 5;
          case EQUAL_GLOB -> 4;
          case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> RANGE;
          case NONE -> 1;
        };
    return atom.slotDep() instanceof SlotDep.Named ? Math.max(rank, SLOT) : rank;
  }

  /// Whether the range of `other` ends nearer to `version` than that of `best`, on the same side.
  private static boolean nearer(AtomPattern other, AtomPattern best, Version version) {
    Version otherEnd = end(other);
    Version bestEnd = end(best);
    if (otherEnd == null
        || bestEnd == null
        || bestEnd.equals(version)
        || bestEnd.equals(otherEnd)) {
      return false;
    }
    if (otherEnd.equals(version)) {
      return true;
    }
    int toBest = version.compareTo(bestEnd);
    int toOther = version.compareTo(otherEnd);
    return Integer.signum(toBest) == Integer.signum(toOther)
        && Integer.signum(otherEnd.compareTo(bestEnd)) == Integer.signum(toBest);
  }

  private static @Nullable Version end(AtomPattern pattern) {
    return pattern instanceof AtomPattern.Exact(var atom) ? atom.version() : null;
  }
}
