package dev.envc.rootfs;

import java.util.Collection;
import java.util.Comparator;

/// "Did you mean": the nearest of the names that exist.
final class Suggestion {
  private static final int FAR = 3;

  private Suggestion() {}

  /// A sentence with the nearest name; empty when none is near.
  static String of(String wrong, Collection<String> names) {
    return names.stream()
        .filter(n -> distance(wrong, n) < Math.min(FAR, Math.max(2, wrong.length())))
        .min(Comparator.comparingInt((String n) -> distance(wrong, n)).thenComparing(n -> n))
        .map(n -> "Did you mean " + n + "?")
        .orElse("");
  }

  /// The edit distance (Levenshtein).
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
