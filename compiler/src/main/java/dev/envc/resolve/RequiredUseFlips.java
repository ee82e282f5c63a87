package dev.envc.resolve;

import dev.envc.pms.RequiredUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The fewest flags whose change satisfies the REQUIRED_USE of a candidate.
///
/// @param wanted flags that are changed already and stay so
record RequiredUseFlips(Candidate candidate, RequiredUse required, Set<String> wanted) {
  private static final int MOST_FLIPS = 3;
  private static final int MOST_FLAGS = 24;
  private static final int MOST_ANSWERS = 3;

  /// Up to three sets of the smallest size that is enough; empty when three flags are not.
  List<List<Change>> smallest() {
    List<String> free =
        required.flags().stream()
            .filter(flag -> !wanted.contains(flag) && !candidate.isFixed(flag))
            .limit(MOST_FLAGS)
            .toList();
    for (int size = 1; size <= MOST_FLIPS; size++) {
      var answers = new ArrayList<List<Change>>();
      choose(free, 0, size, new ArrayList<>(), answers);
      if (!answers.isEmpty()) {
        return answers;
      }
    }
    return List.of();
  }

  private void choose(
      List<String> free, int from, int size, List<String> flips, List<List<Change>> answers) {
    if (flips.size() == size) {
      if (holds(flips)) {
        answers.add(flips.stream().map(this::flip).toList());
      }
      return;
    }
    for (int i = from; i < free.size() && answers.size() < MOST_ANSWERS; i++) {
      flips.addLast(free.get(i));
      choose(free, i + 1, size, flips, answers);
      flips.removeLast();
    }
  }

  private boolean holds(List<String> flips) {
    var changed = new HashSet<>(wanted);
    changed.addAll(flips);
    return required.isSatisfied(flag -> candidate.isEnabled(flag) != changed.contains(flag));
  }

  private Change flip(String flag) {
    return new Change.SetUse(candidate.cpv(), flag, !candidate.isEnabled(flag));
  }
}
