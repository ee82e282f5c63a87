package dev.envc.store.binhost;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.StoreCode;
import dev.envc.pms.Cpv;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Chooses the binary package that is what was resolved: of all binhosts the build made last, as
/// Portage does; of several of one second the one of the binhost that is named first.
public final class BinaryChooser {
  private static final int NEAREST = 5;

  private final List<BinhostIndex> binhosts;
  private final PresentNames names;

  /// @param binhosts in the order of the manifest, the preferred first
  public BinaryChooser(List<BinhostIndex> binhosts, PresentNames names) {
    this.binhosts = List.copyOf(binhosts);
    this.names = names;
  }

  public Choice choose(Wanted wanted) {
    var rejected = new ArrayList<Choice.Rejected>();
    for (Build build : builds(wanted.cpv())) {
      Optional<String> reason =
          new CandidateFit(wanted, build.candidate(), build.binhost().header(), names).mismatch();
      if (reason.isEmpty()) {
        return new Choice.Found(build.candidate(), rejected);
      }
      rejected.add(new Choice.Rejected(build.candidate(), reason.get()));
    }
    return new Choice.None(explain(wanted, rejected), rejected);
  }

  private record Build(BinhostIndex binhost, BinaryCandidate candidate) {}

  private List<Build> builds(Cpv cpv) {
    var builds = new ArrayList<Build>();
    for (BinhostIndex binhost : binhosts) {
      binhost.builds(cpv).forEach(c -> builds.add(new Build(binhost, c)));
    }
    builds.sort(Comparator.comparingLong((Build b) -> b.candidate().buildTime()).reversed());
    return builds;
  }

  private Diagnostic explain(Wanted wanted, List<Choice.Rejected> rejected) {
    if (rejected.isEmpty()) {
      return absent(wanted);
    }
    Diagnostic diagnostic =
        Diagnostic.error(StoreCode.NO_BINARY, "No binary package of " + wanted.cpv() + " fits.");
    for (Choice.Rejected r : rejected) {
      diagnostic = diagnostic.note(r.candidate().label() + ": " + r.reason() + ".");
    }
    return diagnostic.hint(
        "Ask for what was built, or add a package that is built as wanted to a binhost.");
  }

  private Diagnostic absent(Wanted wanted) {
    Diagnostic diagnostic =
        Diagnostic.error(
            StoreCode.NO_BINARY, "No binhost has a binary package of " + wanted.cpv() + ".");
    if (binhosts.isEmpty()) {
      return diagnostic.note("The manifest names no binhost.");
    }
    List<String> nearest = nearest(wanted.cpv());
    if (nearest.isEmpty()) {
      return diagnostic.note("There is no version of " + wanted.cpv().name() + " on any of them.");
    }
    for (String line : nearest) {
      diagnostic = diagnostic.note(line);
    }
    return diagnostic.hint(
        "Pin the tree to the commit that the packages were built from, or ask for a version that"
            + " is there.");
  }

  /// The versions there are, those next to the wanted one first.
  private List<String> nearest(Cpv wanted) {
    var versions = new TreeMap<Cpv, TreeSet<String>>();
    for (BinhostIndex binhost : binhosts) {
      for (Cpv cpv : binhost.versions(wanted.name()).keySet()) {
        versions.computeIfAbsent(cpv, _ -> new TreeSet<>()).add(binhost.name());
      }
    }
    List<Cpv> lower = new ArrayList<>(versions.headMap(wanted, false).descendingKeySet());
    List<Cpv> higher = new ArrayList<>(versions.tailMap(wanted, true).keySet());
    var order = new ArrayList<Cpv>();
    for (int i = 0; i < Math.max(lower.size(), higher.size()); i++) {
      if (i < higher.size()) {
        order.add(higher.get(i));
      }
      if (i < lower.size()) {
        order.add(lower.get(i));
      }
    }
    return order.stream()
        .limit(NEAREST)
        .sorted(Comparator.reverseOrder())
        .map(
            cpv ->
                "There is "
                    + cpv
                    + " on "
                    + String.join(", ", versions.getOrDefault(cpv, new TreeSet<>()))
                    + ".")
        .toList();
  }
}
