package dev.envc.rootfs;

import dev.envc.lock.LockedUpdate;
import java.util.List;

/// What a user of Portage sets in make.conf for merging. `installMask` are patterns as in
/// make.conf(5), in order, `-pattern` keeps what an earlier one took away; `configProtect` and
/// `configProtectMask` are absolute paths; `updates` are the moves of `profiles/updates` to apply.
public record AssemblyOptions(
    List<String> installMask,
    List<String> configProtect,
    List<String> configProtectMask,
    List<LockedUpdate> updates) {
  /// No mask; `/etc` protected, as every Gentoo profile has it.
  public static final AssemblyOptions DEFAULT =
      new AssemblyOptions(List.of(), List.of("/etc"), List.of("/etc/env.d"));

  public AssemblyOptions {
    installMask = List.copyOf(installMask);
    configProtect = List.copyOf(configProtect);
    configProtectMask = List.copyOf(configProtectMask);
    updates = List.copyOf(updates);
  }

  /// Options without updates.
  public AssemblyOptions(
      List<String> installMask, List<String> configProtect, List<String> configProtectMask) {
    this(installMask, configProtect, configProtectMask, List.of());
  }
}
