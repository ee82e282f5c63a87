package dev.envc.flash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.backend.Program;
import dev.envc.backend.archive.PartialFile;
import dev.envc.backend.disk.ImageCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `envc flash` on loop devices of the kernel, made for the test.
final class FlashToolTest {
  private static final int MIB = 1 << 20;

  private static Path directory = Path.of("");
  private static Path image = Path.of("");

  private final List<String> loops = new ArrayList<>();

  /// An image of the quickstart example with enough in it that writing takes a moment.
  @BeforeAll
  static void compile() throws Exception {
    Program.requireRoot();
    directory = Files.createTempDirectory("envc-flash");
    EnvcProcess.copyTree(Path.of("../examples/quickstart"), directory.resolve("q"));
    byte[] noise = new byte[48 * MIB];
    new Random(3).nextBytes(noise);
    Files.write(directory.resolve("q/noise"), noise);
    Path manifest = directory.resolve("q/device.env.yaml");
    Files.writeString(
        manifest,
        """
        envc: 1
        name: device
        extends: [quickstart.env.yaml]
        arch: arm64
        files: { /opt/noise: { source: noise } }
        outputs:
          disk:
            formats: [raw, xz, zst]
            partitions:
              - { name: root, type: root, filesystem: ext4, mount: /, size: 96M }
        """);
    envc("compile", manifest.toString(), "-q", "-b", "disk", "-o", directory.toString()).expect(0);
    image = directory.resolve("device-arm64.img");
    ImageCheck.of(image).check();
  }

  @AfterAll
  static void clean() throws IOException {
    if (!directory.toString().isEmpty()) {
      PartialFile.deleteTree(directory);
    }
  }

  @AfterEach
  void detach() throws Exception {
    for (String loop : loops) {
      Program.attempt(null, "umount", loop);
      Program.run("losetup", "--detach", loop);
    }
  }

  private static EnvcProcess.Result envc(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    if (arguments[0].equals("compile")) {
      all.addAll(List.of("--cache-dir", directory.resolve("cache").toString()));
    }
    return EnvcProcess.in(directory).envc(all.toArray(String[]::new));
  }

  /// A new loop device of that many MiB, full of old bytes.
  private String loop(int mebibytes) throws Exception {
    Path file = Files.createTempFile(directory, "medium", "");
    byte[] old = new byte[MIB];
    Arrays.fill(old, (byte) 7);
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < mebibytes; i++) {
        out.write(old);
      }
    }
    String loop = Program.run("losetup", "--find", "--show", file.toString()).strip();
    loops.add(loop);
    return loop;
  }

  private static void assertWritten(String device) throws Exception {
    try (InputStream in = Files.newInputStream(Path.of(device))) {
      BlockMap map = Flasher.map(image);
      byte[] expected = Files.readAllBytes(image);
      byte[] found = in.readNBytes(expected.length);
      for (BlockMap.Range r : map.ranges()) {
        int from = (int) (r.first() * map.block());
        int to = (int) ((r.last() + 1) * map.block());
        assertTrue(Arrays.equals(expected, from, to, found, from, to), "bytes from " + from);
      }
    }
  }

  private static byte[] head(String device) throws Exception {
    try (var in = new RandomAccessFile(device, "r")) {
      byte[] head = new byte[4096];
      in.readFully(head);
      return head;
    }
  }

  private static EnvcProcess.Result refused(String code, String device, Path from) {
    var result = envc("flash", from.toString(), device, "--yes", "--quiet").expect(10);
    assertTrue(result.err().contains("error[" + code + "]"), result.err());
    return result;
  }

  @Test
  void everyFormIsWrittenAndReadBack() throws Exception {
    String device = loop(128);
    for (String end : List.of("", ".xz", ".zst")) {
      Path from = image.resolveSibling(image.getFileName() + end);
      var result = envc("flash", from.toString(), device, "--yes", "-q", "--format", "json");
      assertTrue(result.expect(0).out().contains("\"written\":true"), result.out());
      assertWritten(device);
    }
    Program.run("sfdisk", "--list", device);
  }

  @Test
  void withoutAnAnswerNothingIsWritten() throws Exception {
    String device = loop(128);
    var result = envc("flash", image.toString(), device, "-q").expect(1);
    assertTrue(result.err().contains("Everything on it is lost"), result.err());
    assertEquals(7, head(device)[0]);
  }

  @Test
  void whatIsMountedOrTooSmallIsRefused() throws Exception {
    String small = loop(64);
    refused("E0821", small, image);
    Program.run("mkfs.ext4", "-q", "-F", small);
    byte[] before = head(small);
    Path mount = Files.createDirectory(directory.resolve("mnt"));
    Program.run("mount", small, mount.toString());
    String said = refused("E0820", small, image).err();
    assertTrue(said.contains("mounted at " + mount), said);
    assertTrue(Arrays.equals(before, 0, 1024, head(small), 0, 1024));
    refused("E0820", image.toString(), image);
  }

  /// A write that was killed leaves no partition table, and is done again.
  @Test
  void aKilledWriteIsDoneAgain() throws Exception {
    String device = loop(128);
    Path packed = image.resolveSibling(image.getFileName() + ".xz");
    Process process =
        new ProcessBuilder(EnvcProcess.command("flash", packed.toString(), device, "--yes", "-q"))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("killed.log").toFile())
            .start();
    while (head(device)[0] == 7 && process.isAlive()) {
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();
    assertTrue(Arrays.equals(new byte[4096], head(device)), "there is a table");
    envc("flash", packed.toString(), device, "--yes", "-q").expect(0);
    assertWritten(device);
  }
}
