package dev.envc.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// "Did you mean …?" from real names.
public final class Suggestions {
  private static final int MOST = 3;

  /// So much must be written for a name that only begins like it to be near.
  private static final int SHORTEST_BEGINNING = 6;

  private Suggestions() {}

  /// The names nearest to what was written, the nearest first; at most three, and none that is too
  /// far away to be a slip.
  public static List<String> near(String written, Collection<String> names) {
    String w = folded(written);
    int limit = Math.max(1, Math.min(4, written.length() / 3));
    record Candidate(String name, int distance, boolean whole) {}
    List<Candidate> candidates =
        names.stream()
            .distinct()
            .filter(n -> !n.equals(written))
            .map(
                n -> {
                  int whole = distance(w, folded(n), limit);
                  int begun = begun(w, n);
                  return new Candidate(n, Math.min(whole, begun), whole <= begun);
                })
            .filter(c -> c.distance() <= limit)
            .sorted(
                Comparator.comparingInt(Candidate::distance)
                    .thenComparing(c -> !c.whole())
                    .thenComparing(Candidate::name))
            .limit(MOST)
            .toList();
    return candidates.stream()
        .filter(c -> c.distance() <= candidates.getFirst().distance() + 1)
        .map(Candidate::name)
        .toList();
  }

  /// The question to ask; empty when no name is near.
  public static Optional<String> question(String written, Collection<String> names) {
    List<String> near = near(written, names);
    if (near.isEmpty()) {
      return Optional.empty();
    }
    var text = new StringBuilder("Did you mean `").append(near.getFirst()).append('`');
    for (int i = 1; i < near.size(); i++) {
      text.append(i == near.size() - 1 ? " or `" : ", `").append(near.get(i)).append('`');
    }
    return Optional.of(text.append('?').toString());
  }

  /// The diagnostic with the question as its hint, and an edit when one name is nearest.
  public static Diagnostic apply(Diagnostic d, String written, Collection<String> names) {
    List<String> near = near(written, names);
    Diagnostic hinted = question(written, names).map(d::hint).orElse(d);
    return near.isEmpty() || d.span().isEmpty() || !d.span().get().text().equals(written)
        ? hinted
        : hinted.edit(new Edit("write `" + near.getFirst() + "`", d.span().get(), near.getFirst()));
  }

  /// The distance to a name that goes on behind what was written: `qemu-amd46` to
  /// `qemu-amd64-uefi`. Nearer than that is a whole name with as many slips.
  private static int begun(String w, String name) {
    int best = Integer.MAX_VALUE;
    for (int i = SHORTEST_BEGINNING; w.length() >= SHORTEST_BEGINNING && i < name.length(); i++) {
      if (Math.abs(i - w.length()) <= 1 && "-./:".indexOf(name.charAt(i)) >= 0) {
        int distance = distance(w, folded(name.substring(0, i)), 1);
        best = distance <= 1 ? Math.min(best, distance + 1) : best;
      }
    }
    return best;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The optimal string alignment distance; anything above `limit` may come back as `limit + 1`.
  public static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int[] older = new int[b.length() + 1];
    int[] old = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      old[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      int best = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(Math.min(row[j - 1], old[j]) + 1, old[j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], older[j - 2] + 1);
        }
        best = Math.min(best, row[j]);
      }
      if (best > limit) {
        return limit + 1;
      }
      older = old;
      old = row;
    }
    return old[b.length()];
  }
}
