package dev.envc.store.binhost;

import dev.envc.diagnostic.Diagnostic;
import java.util.List;

/// The outcome of looking for a binary package.
public sealed interface Choice {
  /// Candidates that did not fit, best first.
  List<Rejected> rejected();

  /// A candidate and the first thing about it that does not fit, in words that go on after its
  /// name: `built with USE="-ssl"`.
  record Rejected(BinaryCandidate candidate, String reason) {}

  record Found(BinaryCandidate candidate, List<Rejected> rejected) implements Choice {
    public Found {
      rejected = List.copyOf(rejected);
    }
  }

  /// None fits; the diagnostic lists every candidate, or what there is instead.
  record None(Diagnostic diagnostic, List<Rejected> rejected) implements Choice {
    public None {
      rejected = List.copyOf(rejected);
    }
  }
}
