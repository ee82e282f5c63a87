package dev.envc.rootfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern CLAUSE = Pattern.compile("([a-z_,]*)((?:[-=+][eip]*)+)");
  private static final int REVISION_2 = 0x02000000;

  /// The value that setcap(8) would write for a text of cap_from_text(3), starting from no
  /// capabilities: clauses of names, or `all`, with `=`, `+` and `-`. Empty when it is no such
  /// text, or when the effective flag would not be the same for all, which a file cannot hold.
  static Optional<byte[]> parse(String text) {
    var sets = new long[3]; // effective, inheritable, permitted
    for (String clause : text.strip().split("\\s+", -1)) {
      Matcher m = CLAUSE.matcher(clause);
      Optional<Long> bits = m.matches() ? bits(m.group(1)) : Optional.empty();
      if (bits.isEmpty()) {
        return Optional.empty();
      }
      Matcher action = Pattern.compile("([-=+])([eip]*)").matcher(m.group(2));
      while (action.find()) {
        act(sets, bits.get(), action.group(1), action.group(2));
      }
    }
    boolean effective = sets[0] != 0;
    return effective && sets[0] != (sets[1] | sets[2])
        ? Optional.empty()
        : Optional.of(value(effective, sets[2], sets[1]));
  }

  private static Optional<Long> bits(String names) {
    if (names.isEmpty() || names.equals("all")) {
      return Optional.of((1L << NAMES.size()) - 1);
    }
    long bits = 0;
    for (String name : names.split(",", -1)) {
      int number = NAMES.indexOf(name.startsWith("cap_") ? name.substring(4) : name);
      if (number < 0) {
        return Optional.empty();
      }
      bits |= 1L << number;
    }
    return Optional.of(bits);
  }

  private static void act(long[] sets, long bits, String action, String flags) {
    for (int i = 0; i < sets.length; i++) {
      boolean named = flags.indexOf("eip".charAt(i)) >= 0;
      if (action.equals("=") || (action.equals("-") && named)) {
        sets[i] &= ~bits;
      }
      if (!action.equals("-") && named) {
        sets[i] |= bits;
      }
    }
  }

  private static byte[] value(boolean effective, long permitted, long inheritable) {
    return ByteBuffer.allocate(20)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(REVISION_2 | (effective ? 1 : 0))
        .putInt((int) permitted)
        .putInt((int) inheritable)
        .putInt((int) (permitted >>> 32))
        .putInt((int) (inheritable >>> 32))
        .array();
  }

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
