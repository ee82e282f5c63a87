package dev.envc.backend.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.disk.ext4.Ext4Options;
import dev.envc.backend.disk.ext4.Ext4Writer;
import dev.envc.backend.disk.image.FullException;
import dev.envc.rootfs.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The writer's file systems, as e2fsprogs see them.
final class Ext4WriterTest {
  private static final UUID ID = UUID.fromString("0e4a5c1e-7c4b-5d2c-9a51-7d0c8f6b2a11");
  private static final long MIB = 1 << 20;

  @TempDir Path directory;

  private static Ext4Options options(long size, boolean journal) {
    return new Ext4Options("root", ID, size, 0, journal, Trees.TIME);
  }

  private Path write(String name, FileTree tree, Ext4Options options) throws Exception {
    return Images.write(Ext4Writer.write(tree, options), directory.resolve(name));
  }

  private static void assertClean(Path image) throws Exception {
    Images.Run run = Images.run("e2fsck", "-fn", image.toString());
    assertEquals(0, run.exit(), run.output());
  }

  private static String debugfs(Path image, String command)
      throws IOException, InterruptedException {
    return Images.run("debugfs", "-R", command, image.toString()).output();
  }

  private static Trees everything() {
    var acl = new byte[] {2, 0, 0, 0, 1, 0, 6, 0, -1, -1, -1, -1, 2, 0, 4, 0, 100, 0, 0, 0};
    var xattrs = new TreeMap<String, byte[]>();
    xattrs.put("security.capability", new byte[] {1, 0, 0, 2, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0});
    var many = new TreeMap<String, byte[]>(xattrs);
    many.put("user.long", new byte[300]);
    many.put("system.posix_acl_access", acl);
    return new Trees()
        .file("etc/hostname", "gateway\n")
        .hardlink("etc/nodename", "etc/hostname")
        .symlink("bin", "usr/bin")
        .symlink("etc/long", "/" + "x".repeat(90))
        .add("usr/bin/ping", regular(70_000), 04755, 0, 0, 2_500_000_000L, 123_456_789, xattrs)
        .add("usr/bin/many", regular(10), 0644, 70_000, 80_000, -5, 5, many)
        .add("dev/console", new FileTree.Node.Device(false, 5, 1), 0600)
        .add("dev/big", new FileTree.Node.Device(true, 259, 70_000), 0600)
        .add("run/pipe", new FileTree.Node.Fifo(), 0600)
        .file("empty", "")
        .directory("tmp");
  }

  private static FileTree.Node regular(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return new FileTree.Node.Regular(new Trees.Memory(bytes));
  }

  @Test
  void everyKindOfEntry() throws Exception {
    Path image = write("x.img", everything().build(), options(64 * MIB, true));
    assertClean(image);
    String ping = debugfs(image, "stat /usr/bin/ping");
    assertTrue(ping.contains("Mode:  04755"), ping);
    assertTrue(ping.contains("Size: 70000"), ping);
    assertTrue(ping.contains("security.capability (12)"), ping);
    assertTrue(ping.contains("2049"), ping);
    String many = debugfs(image, "stat /usr/bin/many");
    assertTrue(many.contains("User: 70000   Group: 80000"), many);
    assertTrue(many.contains("user.long (300)"), many);
    assertTrue(debugfs(image, "stat /etc/nodename").contains("Links: 2"));
    assertTrue(debugfs(image, "stat /dev/console").contains("05:01"));
    assertEquals("gateway\n", debugfs(image, "cat /etc/hostname").replaceFirst("debugfs.*\n", ""));
    Path copy = directory.resolve("copy");
    debugfs(image, "dump /usr/bin/ping " + copy);
    FileTree.Entry entry = everything().build().find("usr/bin/ping").orElseThrow();
    try (var in = ((FileTree.Node.Regular) entry.node()).content().open()) {
      assertArrayEquals(in.readAllBytes(), Files.readAllBytes(copy));
    }
  }

  @Test
  void manyFilesInOneDirectoryAndManyGroups() throws Exception {
    var trees = new Trees();
    for (int i = 0; i < 5_000; i++) {
      trees.file("many/file-with-a-longer-name-" + i, "content " + i);
    }
    trees.add("big", regular(300_000_000), 0644);
    assertClean(write("x.img", trees.build(), options(1500 * MIB, true)));
  }

  @Test
  void autoSizeIsTightAndEnough() throws Exception {
    for (boolean journal : new boolean[] {true, false}) {
      var trees = everything();
      for (int i = 0; i < 2_000; i++) {
        trees.file("d" + i % 7 + "/" + i, "x".repeat(i));
      }
      Ext4Options options = options(0, journal);
      long size = Ext4Writer.size(trees.build(), options, 0);
      assertClean(write("s" + journal, trees.build(), options.size(size)));
      assertThrows(
          FullException.class, () -> Ext4Writer.write(trees.build(), options.size(size - 2 * MIB)));
    }
  }

  @Test
  void growsWithResize2fs() throws Exception {
    Path image = write("x.img", everything().build(), options(200 * MIB, true));
    try (var file = new java.io.RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(12L << 30);
    }
    Images.Run run = Images.run("resize2fs", image.toString());
    assertEquals(0, run.exit(), run.output());
    assertClean(image);
  }

  @Test
  void oddSizesOfTheLastGroup() throws Exception {
    for (long size : new long[] {128 * MIB + 4096, 128 * MIB + (1 << 20), 130 * MIB, 260 * MIB}) {
      assertClean(write("o" + size, new Trees().build(), options(size, true)));
    }
  }
}
