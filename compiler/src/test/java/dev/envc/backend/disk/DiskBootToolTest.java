package dev.envc.backend.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.model.Arch;
import dev.envc.rootfs.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images that boot in qemu, through their own loaders, to the init of their own root.
final class DiskBootToolTest {
  @TempDir Path directory;

  private Path build(String name, Arch arch, String settings, FileTree tree) throws Exception {
    return TestImages.build(directory, TestImages.image(name, arch, settings, tree));
  }

  private static void assertBooted(String console, String name) {
    String expected = "BOOTED name=" + name + " lock=" + TestImages.LOCK;
    assertTrue(console.contains(expected), console);
  }

  private void boots(String board, Arch arch, String debian, String boot) throws Exception {
    FileTree tree = BootRoot.named(BootRoot.tree(debian, ""), board);
    String settings = "{ \"board\": \"std:board/" + board + "\", \"boot\": {" + boot + "} }";
    assertBooted(Qemu.run(build(board, arch, settings, tree), false, ""), board);
  }

  @Test
  void arm64ThroughUefi() throws Exception {
    boots("qemu-arm64-uefi", Arch.ARM64, "arm64", "");
  }

  @Test
  void arm64ThroughItsUnifiedKernelImage() throws Exception {
    boots("qemu-arm64-uefi", Arch.ARM64, "arm64", "\"method\": \"uki\"");
  }

  @Test
  void arm64ThroughUboot() throws Exception {
    boots("qemu-arm64-uboot", Arch.ARM64, "arm64", "");
  }

  @Test
  void armv7ThroughUboot() throws Exception {
    boots("qemu-armv7-uboot", Arch.ARM, "armhf", "");
  }

  @Test
  void amd64ThroughUefi() throws Exception {
    boots("qemu-amd64-uefi", Arch.AMD64, "amd64", "");
  }

  /// Either slot starts: first the one that is written, then, as an updater does it, the other by
  /// the loader's configuration.
  @Test
  void eitherSlotOfTwo() throws Exception {
    FileTree tree = BootRoot.named(BootRoot.tree("arm64", ""), "kiosk");
    Path image =
        build(
            "kiosk",
            Arch.ARM64,
            """
            { "board": "std:board/qemu-arm64-uefi", "layout": "ab",
              "root": { "filesystem": "erofs" }, "data": { "size": "32M" } }
            """,
            tree);
    String a = Qemu.run(image, false, "");
    assertBooted(a, "kiosk");
    Path conf = directory.resolve("loader.conf");
    Files.writeString(conf, "timeout 0\ndefault kiosk-b.conf\n");
    String offset = image + "@@1M";
    Images.Run copy =
        Images.run("mcopy", "-o", "-i", offset, conf.toString(), "::/loader/loader.conf");
    assertEquals(0, copy.exit(), copy.output());
    String b = Qemu.run(image, false, "");
    assertBooted(b, "kiosk");
    assertTrue(!root(a).isEmpty() && !root(b).isEmpty() && !root(a).equals(root(b)), b);
  }

  private static String root(String console) {
    int at = console.indexOf("BOOTED ");
    int from = console.indexOf("root=PARTUUID=", at);
    return console.substring(from, console.indexOf(' ', from));
  }

  /// What is written over a read-only root is there after the power went.
  @Test
  void overlayOutlivesThePowerCut() throws Exception {
    String init =
        """
        if [ -e /var/marker ]; then echo "MARKER $(cat /var/marker)"; else
          echo kept > /var/marker; sync; echo WRITTEN; sleep 600; fi
        """;
    FileTree tree = BootRoot.named(BootRoot.tree("arm64", init), "gateway");
    Path image =
        build(
            "gateway",
            Arch.ARM64,
            """
            { "board": "std:board/qemu-arm64-uboot", "layout": "read-only",
              "root": { "overlay": "data" }, "data": { "size": "64M" } }
            """,
            tree);
    String first = Qemu.run(image, true, "WRITTEN");
    assertBooted(first, "gateway");
    assertTrue(first.contains("WRITTEN"), first);
    String second = Qemu.run(image, true, "");
    assertTrue(second.contains("MARKER kept"), second);
  }
}
