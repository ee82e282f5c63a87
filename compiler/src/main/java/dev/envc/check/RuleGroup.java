package dev.envc.check;

import dev.envc.diagnostic.ManifestCode;
import java.util.Set;

/// A group of rules about one part of a merged environment.
///
/// @param <T> the part of the model it makes
interface RuleGroup<T> {
  /// The codes that this group itself emits; the texts it reads have codes of their own.
  Set<ManifestCode> codes();

  /// The part of the model; what is wrong is reported and left out.
  T check(View environment);
}
