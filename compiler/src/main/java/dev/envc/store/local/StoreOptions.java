package dev.envc.store.local;

import dev.envc.store.fetch.TransferSettings;
import dev.envc.store.format.Limits;
import java.nio.file.Path;

/// How a store works.
///
/// @param base what relative locations of binhosts are relative to: the manifest's directory
/// @param devices whether packages with device nodes are used
/// @param unpackers packages that are verified and unpacked at the same time
/// @param offline whether no server may be asked
public record StoreOptions(
    Path base,
    Limits limits,
    TransferSettings transfer,
    Devices devices,
    int unpackers,
    boolean offline) {
  /// What becomes of packages with device nodes.
  public enum Devices {
    REFUSE,
    ALLOW
  }

  /// The usual: as many unpackers as processors, no device nodes.
  public static StoreOptions of(Path base) {
    return new StoreOptions(
        base,
        Limits.DEFAULT,
        TransferSettings.DEFAULT,
        Devices.REFUSE,
        Runtime.getRuntime().availableProcessors(),
        false);
  }

  /// These options, without servers.
  public StoreOptions offline(boolean only) {
    return new StoreOptions(base, limits, transfer, devices, unpackers, only);
  }
}
