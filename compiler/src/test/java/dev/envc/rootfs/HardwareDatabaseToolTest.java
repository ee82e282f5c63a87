package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import dev.envc.store.Content;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// hwdb.bin, beside systemd-hwdb and everything that it comes with.
final class HardwareDatabaseToolTest {
  private static final int VERSION_AT = 8;
  private static final int VERSION_END = 16;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  /// Odd forms: comments, several matches, indentation, keys given again, records that are wrong.
  private static final String ODD =
      """
      # comment
      usb:v1234* # trailing
      usb:v12*p5678*
        ID_A=one
       ID_B=two = three  \s
         \tID_A=again # gone
      \tnot=indented by a space

      usb:only a match

       ID_C=no match
      usb:v1234p*
       =empty
       nothing
       ID_D=
      usb:v*
      usb:v1234*
       ID_Z=last
       ID_A=caf\u00e9
      """;

  private static byte[] made(Map<String, byte[]> files) throws Exception {
    FakePackage p =
        ScriptCounterpartsTest.script(
                "sys-apps/udev-1", "pkg_postinst", "udevadm hwdb --update --root=\"${ROOT}\"")
            .dir("lib", "lib/udev", "lib/udev/hwdb.d", "etc", "etc/udev", "etc/udev/hwdb.d");
    files.forEach((path, bytes) -> p.file(path, BytesContent.of(bytes), 0644));
    RootFs root = Fixture.assemble(p);
    assertTrue(root.report().findings().stream().noneMatch(f -> f.kind().equals("script-skipped")));
    Content made =
        root.tree().find("etc/udev/hwdb.bin").orElseThrow().node()
                instanceof FileTree.Node.Regular(var content)
            ? content
            : BytesContent.of(new byte[0]);
    try (InputStream in = made.open()) {
      return in.readAllBytes();
    }
  }

  /// What systemd-hwdb makes of the files: it runs in a root of this machine's /usr, because the
  /// names of the files are in the database.
  private byte[] real(Map<String, byte[]> files) throws Exception {
    Path system = Tool.require("systemd-hwdb");
    Tool.require("bwrap");
    Path root = directory.resolve("root");
    for (var file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Files.createDirectories(root.resolve("etc/udev"));
    var command = new ArrayList<>(List.of("bwrap", "--ro-bind", "/usr", "/usr"));
    command.addAll(List.of("--ro-bind", "/lib", "/lib", "--ro-bind-try", "/lib64", "/lib64"));
    command.addAll(List.of("--bind", root.resolve("lib/udev") + "", "/lib/udev"));
    command.addAll(List.of("--bind", root.resolve("etc") + "", "/etc", system + "", "update"));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, process.waitFor());
    return Files.readAllBytes(root.resolve("etc/udev/hwdb.bin"));
  }

  private static void assertSame(byte[] expected, byte[] made) {
    Arrays.fill(expected, VERSION_AT, VERSION_END, (byte) 0);
    assertArrayEquals(expected, made);
  }

  @Test
  void oddFormsAreAsSystemdReadsThem() throws Exception {
    var files = new TreeMap<String, byte[]>();
    files.put("lib/udev/hwdb.d/20-odd.hwdb", ODD.getBytes(StandardCharsets.ISO_8859_1));
    files.put("lib/udev/hwdb.d/30-masked.hwdb", "a\n X=1\n".getBytes(StandardCharsets.UTF_8));
    files.put("etc/udev/hwdb.d/30-masked.hwdb", "b\n X=2\n".getBytes(StandardCharsets.UTF_8));
    files.put("etc/udev/hwdb.d/10-first.hwdb", "usb:v\n Y=1".getBytes(StandardCharsets.UTF_8));
    files.put("etc/udev/hwdb.d/notes.txt", "c\n X=3\n".getBytes(StandardCharsets.UTF_8));
    assertSame(real(files), made(files));
  }

  @Test
  void allThatSystemdBringsIsTheSame() throws Exception {
    var files = new TreeMap<String, byte[]>();
    Tool.require("systemd-hwdb");
    try (Stream<Path> list = Files.list(Path.of("/usr/lib/udev/hwdb.d"))) {
      for (Path file : list.toList()) {
        files.put("lib/udev/hwdb.d/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
    assertTrue(files.size() > 10, "files: " + files.size());
    assertSame(real(files), made(files));
  }
}
