package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.LockCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Digest;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedPackage;
import dev.envc.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Prunes the package store to what locks need. A lock that is missing or cannot be read is an
/// error before anything is removed.
final class StorePruning {
  private StorePruning() {}

  static Pruned run(CompilerSettings settings, List<Path> files, boolean dryRun)
      throws IOException, UserErrorException {
    Set<Digest> keep = new HashSet<>();
    try (LocalStore store = Stores.open(settings, Path.of("").toAbsolutePath())) {
      List<LocalStore.Stale> stale = store.prune(() -> needed(files, keep), !dryRun);
      return new Pruned(
          stale.stream().map(s -> "sha256:" + s.digest()).toList(),
          stale.stream().mapToLong(LocalStore.Stale::bytes).sum(),
          keep.size());
    }
  }

  private static Set<Digest> needed(List<Path> files, Set<Digest> keep)
      throws IOException, UserErrorException {
    var problems = new Diagnostics();
    for (Path file : files) {
      LockFile lockFile =
          file.toString().endsWith(".lock") ? new LockFile(file) : LockFile.of(file);
      Optional<Lock> lock = lockFile.read();
      if (lock.isEmpty()) {
        problems.add(
            Diagnostic.error(LockCode.MISSING, "There is no lock " + lockFile.path() + ".")
                .hint("Name the locks, or the manifests beside them, that are still in use."));
      }
      lock.ifPresent(
          l ->
              l.environments().stream()
                  .flatMap(e -> e.packages().stream())
                  .map(LockedPackage::binary)
                  .forEach(b -> keep.add(b.digest())));
    }
    problems.throwIfErrors();
    return keep;
  }
}
