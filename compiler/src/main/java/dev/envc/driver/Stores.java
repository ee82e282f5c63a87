package dev.envc.driver;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.store.local.LocalStore;
import dev.envc.store.local.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;

/// Opens the package store of this machine.
final class Stores {
  private Stores() {}

  /// @param base what relative locations of binhosts are relative to
  static LocalStore open(CompilerSettings settings, Path base)
      throws IOException, UserErrorException {
    return LocalStore.open(
        settings.cacheDirectory().resolve("packages"),
        StoreOptions.of(base).offline(settings.offline()));
  }
}
