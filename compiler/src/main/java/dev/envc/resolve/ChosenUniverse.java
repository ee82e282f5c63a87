package dev.envc.resolve;

import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The part of a universe that a resolution chose.
record ChosenUniverse(Universe universe, Set<String> chosen) implements Universe {
  static ChosenUniverse of(Universe universe, Resolution resolution) {
    return new ChosenUniverse(
        universe,
        resolution.packages().stream()
            .map(c -> c.candidate().id())
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public List<? extends Candidate> candidates(PackageName name) {
    return universe.candidates(name).stream().filter(c -> chosen.contains(c.id())).toList();
  }

  @Override
  public List<Cpv> provided(PackageName name) {
    return universe.provided(name);
  }
}
