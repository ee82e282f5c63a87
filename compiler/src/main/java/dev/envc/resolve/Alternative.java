package dev.envc.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One alternative of an any-of group while it is weighed. Mutable.
final class Alternative {
  /// The order of preference.
  enum Bin {
    /// All its packages are chosen already.
    CHOSEN,
    AVAILABLE,
    /// As above, but some USE flags would have to change.
    USE_CHOSEN,
    USE_FREE,
    USE_AVAILABLE,
    OTHER
  }

  final List<Formula.Leaf> leaves;

  /// The package of each slot it needs.
  final Map<Need, Node> slots = new LinkedHashMap<>();

  /// The highest package of each name it needs.
  final Map<Family, Node> packages = new LinkedHashMap<>();

  Bin bin = Bin.OTHER;
  boolean available = true;

  /// Whether everything in it is chosen already.
  boolean chosen;

  /// Whether it costs nothing: it has blockers and virtual packages only.
  boolean free;

  /// Whether the request asks for one of its packages.
  boolean wanted;

  /// How many slots it would fill anew.
  int newSlots;

  Alternative(List<Formula.Leaf> leaves) {
    this.leaves = leaves;
  }
}
