package dev.envc.store.binhost;

/// What a binary package says of its dependencies, under the names and slots that packages have
/// since it was built (`profiles/updates`, PMS 4.4.4).
@FunctionalInterface
public interface PresentNames {
  /// Nothing has moved.
  PresentNames AS_BUILT = BinaryCandidate::field;

  /// @param key `RDEPEND`
  /// @return the field's text, empty when there is none
  String dependencies(BinaryCandidate candidate, String key);
}
