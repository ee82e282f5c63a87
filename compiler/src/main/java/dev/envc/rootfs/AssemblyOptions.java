package dev.envc.rootfs;

import java.util.List;

/// What a user of Portage sets in make.conf for merging. `installMask` are patterns as in
/// make.conf(5), in order, `-pattern` keeps what an earlier one took away; `configProtect` and
/// `configProtectMask` are absolute paths.
public record AssemblyOptions(
    List<String> installMask, List<String> configProtect, List<String> configProtectMask) {
  /// No mask; `/etc` protected, as every Gentoo profile has it.
  public static final AssemblyOptions DEFAULT =
      new AssemblyOptions(List.of(), List.of("/etc"), List.of("/etc/env.d"));

  public AssemblyOptions {
    installMask = List.copyOf(installMask);
    configProtect = List.copyOf(configProtect);
    configProtectMask = List.copyOf(configProtectMask);
  }
}
