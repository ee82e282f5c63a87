package dev.envc.lock;

import java.util.List;

/// What the profile and the manifest say of merging: INSTALL_MASK in order, CONFIG_PROTECT and
/// CONFIG_PROTECT_MASK (make.conf(5)).
public record LockedMerge(
    List<String> installMask, List<String> configProtect, List<String> configProtectMask) {
  /// No mask, and what every Gentoo profile protects.
  public static final LockedMerge DEFAULT =
      new LockedMerge(List.of(), List.of("/etc"), List.of("/etc/env.d"));

  public LockedMerge {
    installMask = List.copyOf(installMask);
    configProtect = List.copyOf(configProtect);
    configProtectMask = List.copyOf(configProtectMask);
  }
}
