package dev.envc.backend;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The nearest of some words, by edit distance (Levenshtein); at most a third of it may differ.
final class Nearest {
  private Nearest() {}

  static Optional<String> of(String wrong, List<String> words) {
    return words.stream()
        .filter(w -> distance(wrong, w) <= Math.max(1, w.length() / 3))
        .min(Comparator.comparingInt((String w) -> distance(wrong, w)).thenComparing(w -> w));
  }

  private static int distance(String a, String b) {
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
