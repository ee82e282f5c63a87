package dev.envc.tree;

import dev.envc.diagnostic.Suggestions;
import dev.envc.pms.PackageName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Near names, for "did you mean".
final class SimilarNames {
  private SimilarNames() {}

  private record Near(PackageName name, int distance) {}

  static List<PackageName> of(String text, Collection<PackageName> packages, int limit) {
    int slash = text.indexOf('/');
    String category = slash < 0 ? "" : text.substring(0, slash);
    String name = text.substring(slash + 1);
    int most = Math.max(1, Math.min(3, name.length() / 3));
    var near = new ArrayList<Near>();
    for (PackageName p : packages) {
      int distance =
          Math.min(Suggestions.distance(name, p.name(), most), contained(name, p.name(), most));
      if (distance <= most) {
        near.add(new Near(p, 2 * distance + (p.category().equals(category) ? 0 : 1)));
      }
    }
    near.sort(Comparator.comparingInt(Near::distance).thenComparing(Near::name));
    return near.stream().limit(limit).map(Near::name).toList();
  }

  /// A name that is a whole word of the other is near, whatever surrounds it.
  private static int contained(String name, String candidate, int most) {
    boolean word =
        name.length() >= 3
            && (candidate.startsWith(name + "-")
                || candidate.endsWith("-" + name)
                || name.endsWith("-" + candidate)
                || name.startsWith(candidate + "-"));
    return word ? most : most + 1;
  }
}
