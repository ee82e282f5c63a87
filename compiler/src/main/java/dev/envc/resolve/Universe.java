package dev.envc.resolve;

import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import java.util.List;

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
}
