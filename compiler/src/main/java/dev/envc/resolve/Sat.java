package dev.envc.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conflict-driven solver for clauses: unit propagation with watched literals, learning at the
/// first unique implication point, backjumping. What to try next is decided by the caller, so that
/// the first answer found is the preferred one. Not thread-safe.
///
/// Variables are numbers from 0; the literal of `v` is `2v`, its negation `2v + 1`.
final class Sat {
  /// Says what to try next.
  interface Decider {
    /// A literal that is unassigned, to be tried as true; -1 when nothing is left to decide.
    int next();
  }

  private static final int[] DECIDED = {};

  private final List<List<int[]>> watches = new ArrayList<>();
  private int[] value = new int[16];
  private int[] level = new int[16];
  private int[][] reason = new int[16][];
  private int variables;
  private int[] trail = new int[16];
  private int trailSize;
  private int propagated;
  private int[] levelStart = new int[16];
  private int levels;
  private boolean contradiction;
  private long undone;

  int newVariable() {
    if (variables == value.length) {
      value = Arrays.copyOf(value, variables * 2);
      level = Arrays.copyOf(level, variables * 2);
      reason = Arrays.copyOf(reason, variables * 2);
    }
    if (variables >= trail.length) {
      trail = Arrays.copyOf(trail, variables * 2);
    }
    watches.add(new ArrayList<>(4));
    watches.add(new ArrayList<>(4));
    return variables++;
  }

  /// How often assignments have been undone.
  long undone() {
    return undone;
  }

  boolean isTrue(int literal) {
    return value[literal >> 1] == ((literal & 1) == 0 ? 1 : -1);
  }

  boolean isFalse(int literal) {
    return isTrue(literal ^ 1);
  }

  /// Adds a clause. Everything that was decided is undone.
  void add(int... literals) {
    backjump(0);
    var clause = new int[literals.length];
    int size = 0;
    for (int literal : literals) {
      if (isTrue(literal) || has(clause, size, literal ^ 1)) {
        return;
      }
      if (!isFalse(literal) && !has(clause, size, literal)) {
        clause[size++] = literal;
      }
    }
    addOpen(size == clause.length ? clause : Arrays.copyOf(clause, size));
  }

  private void addOpen(int[] clause) {
    if (clause.length == 0) {
      contradiction = true;
    } else if (clause.length == 1) {
      assign(clause[0], clause);
      contradiction |= propagate() != null;
    } else {
      watch(clause);
    }
  }

  private static boolean has(int[] clause, int size, int literal) {
    for (int i = 0; i < size; i++) {
      if (clause[i] == literal) {
        return true;
      }
    }
    return false;
  }

  /// Whether all clauses can be satisfied with `assumptions` true. Afterwards the assignment is the
  /// one found, until the next call.
  boolean solve(List<Integer> assumptions, Decider decider) {
    backjump(0);
    while (!contradiction) {
      int[] conflict = propagate();
      if (conflict != null) {
        if (levels == 0) {
          contradiction = true;
        } else {
          learn(conflict);
        }
        continue;
      }
      int next = levels < assumptions.size() ? assumptions.get(levels) : decider.next();
      if (next < 0) {
        return true;
      }
      if (isFalse(next)) {
        return false;
      }
      open();
      if (!isTrue(next)) {
        assign(next, DECIDED);
      }
    }
    return false;
  }

  private void open() {
    if (levels == levelStart.length) {
      levelStart = Arrays.copyOf(levelStart, levels * 2);
    }
    levelStart[levels++] = trailSize;
  }

  private void watch(int[] clause) {
    watches.get(clause[0]).add(clause);
    watches.get(clause[1]).add(clause);
  }

  private void assign(int literal, int[] because) {
    int variable = literal >> 1;
    value[variable] = (literal & 1) == 0 ? 1 : -1;
    level[variable] = levels;
    reason[variable] = because;
    trail[trailSize++] = literal;
  }

  private int @Nullable [] propagate() {
    while (propagated < trailSize) {
      int falsified = trail[propagated++] ^ 1;
      List<int[]> watching = watches.get(falsified);
      int kept = 0;
      for (int i = 0; i < watching.size(); i++) {
        int[] clause = watching.get(i);
        if (moveWatch(clause, falsified)) {
          continue;
        }
        watching.set(kept++, clause);
        if (isFalse(clause[0])) {
          for (i++; i < watching.size(); i++) {
            watching.set(kept++, watching.get(i));
          }
          watching.subList(kept, watching.size()).clear();
          return clause;
        }
        if (!isTrue(clause[0])) {
          assign(clause[0], clause);
        }
      }
      watching.subList(kept, watching.size()).clear();
    }
    return null;
  }

  /// Finds another literal to watch. Afterwards `clause[1]` is the falsified one where none is.
  private boolean moveWatch(int[] clause, int falsified) {
    if (clause[0] == falsified) {
      clause[0] = clause[1];
      clause[1] = falsified;
    }
    if (isTrue(clause[0])) {
      return false;
    }
    for (int i = 2; i < clause.length; i++) {
      if (!isFalse(clause[i])) {
        clause[1] = clause[i];
        clause[i] = falsified;
        watches.get(clause[1]).add(clause);
        return true;
      }
    }
    return false;
  }

  private void learn(int[] conflict) {
    boolean[] seen = new boolean[variables];
    var learned = new ArrayList<Integer>();
    learned.add(0);
    int open = 0;
    int at = trailSize;
    int[] clause = conflict;
    int resolved = -1;
    do {
      for (int literal : clause) {
        int variable = literal >> 1;
        if (literal != resolved && !seen[variable] && level[variable] > 0) {
          seen[variable] = true;
          if (level[variable] == levels) {
            open++;
          } else {
            learned.add(literal);
          }
        }
      }
      do {
        at--;
      } while (!seen[trail[at] >> 1]);
      resolved = trail[at];
      clause = reason[resolved >> 1];
      open--;
    } while (open > 0);
    learned.set(0, resolved ^ 1);
    int[] result = learned.stream().mapToInt(Integer::intValue).toArray();
    int back = 0;
    for (int i = 1; i < result.length; i++) {
      if (level[result[i] >> 1] > back) {
        back = level[result[i] >> 1];
        int swap = result[1];
        result[1] = result[i];
        result[i] = swap;
      }
    }
    backjump(back);
    if (result.length > 1) {
      watch(result);
    }
    assign(result[0], result);
  }

  private void backjump(int target) {
    if (levels <= target) {
      return;
    }
    undone++;
    int start = levelStart[target];
    while (trailSize > start) {
      value[trail[--trailSize] >> 1] = 0;
    }
    propagated = start;
    levels = target;
  }
}
