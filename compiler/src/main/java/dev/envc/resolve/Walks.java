package dev.envc.resolve;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Repeats the walk with what the failed ones taught, as Portage backtracks: a bounded number of
/// times, the most promising change first.
final class Walks {
  private static final int MAX_WALKS = 21;
  private static final int MAX_MASKINGS = 10;

  private record State(Masks masks, int maskings) {}

  private Walks() {}

  /// The chosen packages; empty when no walk succeeded, which does not mean that there is no
  /// solution.
  static Optional<Graph> run(Pool pool, Plan plan) {
    Deque<State> open = new ArrayDeque<>();
    Set<Masks> known = new HashSet<>();
    push(new State(Masks.NONE, 0), open, known);
    for (int walks = 0; walks < MAX_WALKS && !open.isEmpty(); walks++) {
      State state = open.pop();
      switch (new Attempt(pool, plan, state.masks).run()) {
        case Attempt.Success(var graph) -> {
          return Optional.of(graph);
        }
        case Attempt.MissingDependency(var parent) ->
            push(masking(state, Map.of(parent, Optional.empty())), open, known);
        case Attempt.Conflicts conflicts -> learn(state, conflicts, open, known);
        case Attempt.DeadEnd() -> {}
      }
    }
    return Optional.empty();
  }

  private static void learn(
      State state, Attempt.Conflicts conflicts, Deque<State> open, Set<Masks> known) {
    State current = state;
    if (!conflicts.cycles().isEmpty()) {
      current = new State(state.masks.withCycles(conflicts.cycles()), state.maskings);
      if (conflicts.slots().isEmpty()) {
        push(current, open, known);
      }
    }
    if (!conflicts.slots().isEmpty()) {
      for (SlotConflicts.Choice choice : conflicts.slots().getFirst()) {
        push(masking(current, choice.masks()), open, known);
      }
    }
  }

  private static State masking(State state, Map<Node, Optional<Set<Graph.Cause>>> more) {
    return new State(state.masks.with(more), state.maskings + 1);
  }

  private static void push(State state, Deque<State> open, Set<Masks> known) {
    if (state.masks.isConsistent() && state.maskings <= MAX_MASKINGS && known.add(state.masks)) {
      open.push(state);
    }
  }
}
