package dev.envc.rootfs.script;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How programs of a root's architecture are started: as they are, or by qemu-user, which the
/// kernel calls for them (binfmt_misc). Where the machine has not registered it, it is registered
/// in a user namespace of our own (Linux 6.7 and later).
record Emulator(List<String> prefix) {
  private static final Path REGISTERED = Path.of("/proc/sys/fs/binfmt_misc");

  /// Machine numbers of ELF (e_machine) -> the suffix of qemu's program.
  private static final Map<Integer, String> QEMU =
      Map.of(
          3,
          "i386",
          62,
          "x86_64",
          40,
          "arm",
          183,
          "aarch64",
          243,
          "riscv64",
          21,
          "ppc64le",
          20,
          "ppc",
          22,
          "s390x",
          8,
          "mips",
          258,
          "loongarch64");

  private static final Map<String, List<Integer>> NATIVE =
      Map.of(
          "amd64", List.of(62, 3),
          "aarch64", List.of(183),
          "arm", List.of(40),
          "riscv64", List.of(243),
          "ppc64le", List.of(21),
          "s390x", List.of(22),
          "loongarch64", List.of(258));

  private static final String REGISTER =
      "mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc"
          + " && printf '%s' \"$0\" > /proc/sys/fs/binfmt_misc/register && exec \"$@\"";

  /// @param program a program of the root
  /// @throws UserErrorException when nothing on the machine runs it
  static Emulator of(Path program, ScriptHost host) throws IOException, UserErrorException {
    byte[] header;
    try (InputStream in = Files.newInputStream(program)) {
      header = in.readNBytes(20);
    }
    if (header.length < 20 || header[0] != 0x7f || header[1] != 'E') {
      throw missing("/bin/bash of the root is no program", "");
    }
    ByteOrder order = header[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    int machine = ByteBuffer.wrap(header).order(order).getShort(18) & 0xffff;
    if (NATIVE.getOrDefault(host.machine(), List.of()).contains(machine)) {
      return new Emulator(List.of());
    }
    String name = QEMU.getOrDefault(machine, "?");
    if (isRegistered(name)) {
      return new Emulator(List.of());
    }
    Optional<Path> qemu = find("qemu-" + name + "-static", host.programPath());
    Optional<Path> unshare = find("unshare", host.programPath());
    if (qemu.isEmpty() || unshare.isEmpty()) {
      throw missing(
          "Programs of the root are for another architecture, and qemu-" + name + " is not there",
          "Install it: Debian `apt install qemu-user-static`, Gentoo `app-emulation/qemu` with"
              + " USE=static-user.");
    }
    return new Emulator(
        List.of(
            unshare.get().toString(),
            "-Um",
            "--map-root-user",
            "/bin/sh",
            "-c",
            REGISTER,
            registration(header, qemu.get())));
  }

  private static boolean isRegistered(String name) throws IOException {
    Path entry = REGISTERED.resolve("qemu-" + name);
    return Files.isReadable(entry)
        && Files.readString(entry).startsWith("enabled")
        && Files.readString(entry).lines().anyMatch(l -> l.matches("flags:.*F.*"));
  }

  /// A line for binfmt_misc's `register` (Linux, admin-guide/binfmt-misc): programs and shared
  /// objects of this class, byte order and machine; the interpreter is opened now (F).
  private static String registration(byte[] header, Path qemu) {
    var magic = new StringBuilder();
    var mask = new StringBuilder();
    for (int i = 0; i < header.length; i++) {
      boolean type = i == (header[5] == 2 ? 17 : 16);
      boolean any = i == 7 || i == 8;
      magic.append("\\x%02x".formatted(type ? 2 : any ? 0 : header[i]));
      mask.append(type ? "\\xfe" : any ? "\\x00" : "\\xff");
    }
    return ":envc:M::" + magic + ":" + mask + ":" + qemu + ":F";
  }

  private static Optional<Path> find(String program, String path) {
    for (String directory : path.split(":", -1)) {
      Path file = Path.of(directory, program);
      if (directory.startsWith("/") && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  static UserErrorException missing(String what, String hint) {
    Diagnostic d = Diagnostic.error(RootfsCode.SCRIPT_HOST, "Scripts cannot be run: " + what + ".");
    return new UserErrorException(hint.isEmpty() ? d : d.hint(hint));
  }
}
