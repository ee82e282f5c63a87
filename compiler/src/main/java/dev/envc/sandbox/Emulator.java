package dev.envc.sandbox;

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
///
/// @param prefix what comes before a command line; nothing where none is needed
public record Emulator(List<String> prefix) {
  /// What is done where qemu is not installed.
  public static final String INSTALL =
      "Install it: Debian `apt install qemu-user-static`, Gentoo `app-emulation/qemu` with"
          + " USE=static-user.";

  private static final Path REGISTERED = Path.of("/proc/sys/fs/binfmt_misc");

  /// Machine numbers of ELF (e_machine) -> the suffix of qemu's program, of little and of big
  /// endian programs.
  private static final Map<Integer, List<String>> QEMU =
      Map.ofEntries(
          Map.entry(2, List.of("?", "sparc")),
          Map.entry(3, List.of("i386", "?")),
          Map.entry(4, List.of("?", "m68k")),
          Map.entry(8, List.of("mipsel", "mips")),
          Map.entry(15, List.of("?", "hppa")),
          Map.entry(20, List.of("?", "ppc")),
          Map.entry(21, List.of("ppc64le", "ppc64")),
          Map.entry(22, List.of("?", "s390x")),
          Map.entry(40, List.of("arm", "armeb")),
          Map.entry(43, List.of("?", "sparc64")),
          Map.entry(62, List.of("x86_64", "?")),
          Map.entry(183, List.of("aarch64", "aarch64_be")),
          Map.entry(243, List.of("riscv64", "?")),
          Map.entry(258, List.of("loongarch64", "?")),
          Map.entry(0x9026, List.of("alpha", "?")));

  private static final List<String> NONE = List.of("?", "?");

  private static final Map<String, List<Integer>> NATIVE =
      Map.of(
          "amd64", List.of(62, 3),
          "aarch64", List.of(183),
          "arm", List.of(40),
          "riscv64", List.of(243),
          "ppc64le", List.of(21),
          "s390x", List.of(22),
          "loongarch64", List.of(258));

  /// Says what a kernel that refuses needs, and ends as a shell does that cannot start a command.
  private static final String REGISTER =
      "mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc"
          + " && printf '%s' \"$0\" > /proc/sys/fs/binfmt_misc/register"
          + " || { echo 'envc: this kernel registers no emulator for one user (Linux 6.7 does);"
          + " register qemu-user for the machine, as binfmt-support or systemd-binfmt do' >&2;"
          + " exit 126; }; exec \"$@\"";

  public Emulator {
    prefix = List.copyOf(prefix);
  }

  /// What starts a program: an emulator (for this machine's own programs, and what is no ELF
  /// program, one without prefix), or what is missing.
  ///
  /// @param program a program of the root
  /// @param path where programs are found, as in the environment variable PATH
  /// @param machineName the machine's architecture as Java calls it (`os.arch`)
  public static Found of(Path program, String path, String machineName) throws IOException {
    byte[] header;
    try (InputStream in = Files.newInputStream(program)) {
      header = in.readNBytes(20);
    }
    if (header.length < 20 || header[0] != 0x7f || header[1] != 'E') {
      return Found.NOTHING_NEEDED;
    }
    boolean big = header[5] == 2;
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    int machine = ByteBuffer.wrap(header).order(order).getShort(18) & 0xffff;
    String name = QEMU.getOrDefault(machine, NONE).get(big ? 1 : 0);
    if (NATIVE.getOrDefault(machineName, List.of()).contains(machine) || isRegistered(name)) {
      return Found.NOTHING_NEEDED;
    }
    Optional<Path> qemu = find("qemu-" + name + "-static", path);
    Optional<Path> unshare = find("unshare", path);
    if (qemu.isEmpty() || unshare.isEmpty()) {
      return new Found(Optional.empty(), "qemu-" + name);
    }
    return new Found(
        Optional.of(
            new Emulator(
                List.of(
                    unshare.get().toString(),
                    "-Um",
                    "--map-root-user",
                    "/bin/sh",
                    "-c",
                    REGISTER,
                    registration(header, qemu.get())))),
        "");
  }

  /// @param emulator empty when nothing on the machine runs the program
  /// @param missing then, the program that would
  public record Found(Optional<Emulator> emulator, String missing) {
    static final Found NOTHING_NEEDED = new Found(Optional.of(new Emulator(List.of())), "");
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
}
