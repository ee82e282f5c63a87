package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import java.util.List;
import java.util.Optional;

/// Everything the resolver may choose from. It sees packages through this interface only.
///
/// An implementation must answer the same question always the same way.
public interface Universe {
  /// The candidates of a name, masked ones too, lowest version first, equal versions by repository
  /// priority, lowest first; empty when there is none.
  List<? extends Candidate> candidates(PackageName name);

  /// The versions of a name that count as installed by other means (`package.provided`); empty when
  /// there is none.
  List<Cpv> provided(PackageName name);

  /// Names like a name that has no candidates, best first; empty when there is none.
  default List<PackageName> similar(PackageName name) {
    return List.of();
  }

  /// What an atom has become by moves of packages and slots (PMS 4.4.4), and where the last of them
  /// is written; empty when nothing has moved it.
  default Optional<Moved> moved(Atom atom) {
    return Optional.empty();
  }

  /// An atom under its present name and slot.
  record Moved(Atom atom, String place) {}
}
