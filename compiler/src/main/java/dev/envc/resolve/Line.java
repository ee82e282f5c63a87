package dev.envc.resolve;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Member;
import java.util.Optional;

/// Why a candidate fell, or something else that is to be said, as a whole sentence.
///
/// @param member the candidate and why; empty for sentences about no candidate
record Line(String text, Optional<Member> member) {
  static Line of(String text) {
    return new Line(text, Optional.empty());
  }

  static Line of(Node node, String why) {
    var member =
        new Member(
            node.family.name.toString(),
            node.toString(),
            node.candidate.cpv().version().toString(),
            why);
    return new Line(node + " " + why + ".", Optional.of(member));
  }

  /// The diagnostic with this as a note.
  Diagnostic on(Diagnostic diagnostic) {
    return member.map(diagnostic::note).orElseGet(() -> diagnostic.note(text));
  }
}
