package dev.envc.lock;

import java.util.List;

/// What the profile and the manifest say of merging: INSTALL_MASK in order, CONFIG_PROTECT and
/// CONFIG_PROTECT_MASK (make.conf(5)), and the moves of `profiles/updates` that change what the
/// packages say of their dependencies.
public record LockedMerge(
    List<String> installMask,
    List<String> configProtect,
    List<String> configProtectMask,
    List<LockedUpdate> updates) {
  /// No mask, and what every Gentoo profile protects.
  public static final LockedMerge DEFAULT =
      new LockedMerge(List.of(), List.of("/etc"), List.of("/etc/env.d"), List.of());

  public LockedMerge {
    installMask = List.copyOf(installMask);
    configProtect = List.copyOf(configProtect);
    configProtectMask = List.copyOf(configProtectMask);
    updates = List.copyOf(updates);
  }
}
