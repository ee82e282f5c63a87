package dev.envc.rootfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// File capabilities as the kernel keeps them in `security.capability` (linux/capability.h, struct
/// vfs_cap_data, revisions 2 and 3).
final class Capabilities {
  private static final List<String> NAMES =
      List.of(
          "chown",
          "dac_override",
          "dac_read_search",
          "fowner",
          "fsetid",
          "kill",
          "setgid",
          "setuid",
          "setpcap",
          "linux_immutable",
          "net_bind_service",
          "net_broadcast",
          "net_admin",
          "net_raw",
          "ipc_lock",
          "ipc_owner",
          "sys_module",
          "sys_rawio",
          "sys_chroot",
          "sys_ptrace",
          "sys_pacct",
          "sys_admin",
          "sys_boot",
          "sys_nice",
          "sys_resource",
          "sys_time",
          "sys_tty_config",
          "mknod",
          "lease",
          "audit_write",
          "audit_control",
          "setfcap",
          "mac_override",
          "mac_admin",
          "syslog",
          "wake_alarm",
          "block_suspend",
          "audit_read",
          "perfmon",
          "bpf",
          "checkpoint_restore");

  private Capabilities() {}

  /// As getcap(8) prints them, `cap_net_raw,cap_setuid=ep`.
  static String print(byte[] value) {
    if (value.length < 20) {
      return "malformed capabilities";
    }
    ByteBuffer b = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    boolean effective = (b.getInt(0) & 1) != 0;
    long permitted = (b.getInt(4) & 0xffffffffL) | ((long) b.getInt(12) << 32);
    long inheritable = (b.getInt(8) & 0xffffffffL) | ((long) b.getInt(16) << 32);
    var names = new ArrayList<String>();
    for (int i = 0; i < NAMES.size(); i++) {
      if (((permitted | inheritable) >> i & 1) != 0) {
        names.add("cap_" + NAMES.get(i));
      }
    }
    String sets =
        (effective ? "e" : "") + (inheritable != 0 ? "i" : "") + (permitted != 0 ? "p" : "");
    return String.join(",", names) + "=" + sets;
  }
}
