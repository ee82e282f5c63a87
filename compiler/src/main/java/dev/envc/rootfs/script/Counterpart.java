package dev.envc.rootfs.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Does natively what scripts of packages do: a function of the root, without running anything.
public interface Counterpart {
  /// The name under which `commands.tsv` knows it.
  String name();

  /// Changes the root. `packages` are those whose scripts would have done it, in merge order; empty
  /// when none would.
  ///
  /// @return what could not be done, in plain words
  List<String> apply(TargetRoot root, List<String> packages) throws IOException;

  /// All there are, in the order in which they are applied.
  ///
  /// @param cache where they may keep what they work out
  static List<Counterpart> all(Optional<Path> cache) {
    return List.of(
        new CompilerProfiles(),
        new CertificateStore(),
        new TemporaryFiles(),
        new HardwareDatabase(),
        new SelectedLinks(),
        new SystemVirtualMachine(),
        new RustProvider(),
        new DesktopDatabase(),
        new SharedMimeDatabase(),
        new GSettingsSchemas(),
        new IconCaches(),
        new Locales(cache.map(c -> c.resolve("locales"))));
  }
}
