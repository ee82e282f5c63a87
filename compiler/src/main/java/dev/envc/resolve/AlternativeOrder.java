package dev.envc.resolve;

import java.util.List;

/// Orders alternatives that are equally good otherwise.
final class AlternativeOrder {
  private AlternativeOrder() {}

  /// Moves in front what upgrades, what is chosen already, and what costs nothing; apart from that
  /// the ebuild's order stands. `fewestSlots` puts alternatives first that bring fewer new slots.
  static void sort(List<Alternative> alternatives, boolean fewestSlots) {
    if (alternatives.size() < 2) {
      return;
    }
    if (fewestSlots) {
      alternatives.sort((a, b) -> Integer.compare(a.newSlots, b.newSlots));
    }
    for (Alternative one : List.copyOf(alternatives.subList(1, alternatives.size()))) {
      for (Alternative other : List.copyOf(alternatives)) {
        if (one == other) {
          break;
        }
        if (goesBefore(one, other)) {
          alternatives.remove(one);
          alternatives.add(alternatives.indexOf(other), one);
          break;
        }
      }
    }
  }

  private static boolean goesBefore(Alternative one, Alternative other) {
    if (one.free && !other.free && !other.wanted) {
      return true;
    }
    boolean up = false;
    boolean down = false;
    for (Family family : one.packages.keySet()) {
      Node there = other.packages.get(family);
      if (there != null) {
        int difference = Integer.compare(one.packages.get(family).version, there.version);
        up |= difference > 0;
        down |= difference < 0;
      }
    }
    return (up && !down) || (one.chosen && !other.chosen && (up || !down));
  }
}
