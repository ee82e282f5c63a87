package dev.envc.resolve;

import java.util.List;

/// What cannot be had, and what could lift that.
///
/// @param remedies each a list of changes that together lift one rejection
record Blame(List<Wish> wishes, List<List<Change>> remedies) {
  /// Whether some changes do anything about this.
  boolean isTouchedBy(List<Change> changes) {
    return remedies.stream().anyMatch(changes::containsAll)
        || wishes.stream().anyMatch(w -> changes.contains(new Change.Drop(w)));
  }
}
