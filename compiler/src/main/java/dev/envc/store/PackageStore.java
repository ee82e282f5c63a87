package dev.envc.store;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedBinary;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/// Binary packages by content. Safe for concurrent use by several processes; usable after a process
/// was killed at any point.
public interface PackageStore {
  /// Makes the packages available and verified: what is not in the store is fetched in parallel
  /// from the lock's binhosts.
  ///
  /// @throws UserErrorException with one diagnostic for each package that cannot be had or is not
  ///   what its digest says
  Map<LockedBinary, PackageImage> open(Lock lock, Collection<LockedBinary> packages)
      throws IOException, UserErrorException;
}
