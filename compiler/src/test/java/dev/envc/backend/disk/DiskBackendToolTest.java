package dev.envc.backend.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.Program;
import dev.envc.backend.disk.board.Boards;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.frontend.StandardLibrary;
import dev.envc.model.Arch;
import dev.envc.model.SettingValue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Images of every board and layout, as the tools of the trade see them.
final class DiskBackendToolTest {
  private static final String BOOT =
      "{ name: boot, type: linux, size: 64M, mount: /boot, bootable: true }";
  private static final String ROOT = "{ name: root, type: root, mount: /, grow: true }";

  @TempDir Path directory;

  static Stream<String> boards() {
    return StandardLibrary.modules().stream()
        .filter(m -> m.startsWith("board/"))
        .map(m -> m.substring("board/".length()));
  }

  private static byte[] bytes(int size, int seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Every file any board asks for.
  private static Trees tree() {
    var trees =
        new Trees()
            .file("etc/hostname", "device\n")
            .file("boot/initramfs", bytes(50_000, 2), 0644)
            .symlink("bin/sh", "busybox")
            .file("bin/busybox", bytes(90_000, 3), 0755);
    for (String f :
        List.of(
            "u-boot-sunxi-with-spl.bin",
            "idbloader.img",
            "u-boot.itb",
            "u-boot-rockchip.bin",
            "flash.bin",
            "MLO",
            "u-boot.img")) {
      trees.file("usr/share/u-boot/" + f, bytes(100_000, f.hashCode()), 0644);
    }
    for (String f :
        List.of(
            "bootcode.bin",
            "start.elf",
            "fixup.dat",
            "start4.elf",
            "fixup4.dat",
            "bcm2709-rpi-2-b.dtb",
            "bcm2710-rpi-3-b.dtb",
            "bcm2710-rpi-3-b-plus.dtb",
            "bcm2711-rpi-4-b.dtb",
            "bcm2712-rpi-5-b.dtb",
            "dtbs/6.1/sun8i-h3-orangepi-pc.dtb",
            "dtbs/6.1/rockchip/rk3399-rock-pi-4b.dtb",
            "dtbs/6.1/rockchip/rk3588-rock-5b.dtb",
            "dtbs/6.1/allwinner/sun50i-a64-pine64-plus.dtb",
            "dtbs/6.1/freescale/imx8mm-evk.dtb",
            "dtbs/6.1/am335x-boneblack.dtb")) {
      trees.file("boot/" + f, bytes(3_000, f.hashCode()), 0644);
    }
    for (String f : List.of("systemd-bootx64.efi", "systemd-bootaa64.efi")) {
      trees.file("usr/lib/systemd/boot/efi/" + f, bytes(1_000, 9), 0644);
    }
    return trees;
  }

  private static Trees treeOf(String board) {
    return switch (board) {
      case "raspberrypi2" -> tree().file("boot/kernel7.img", bytes(200_000, 1), 0644);
      case "raspberrypi3", "raspberrypi4" ->
          tree().file("boot/kernel8.img", bytes(200_000, 1), 0644);
      case "raspberrypi5" -> tree().file("boot/kernel_2712.img", bytes(200_000, 1), 0644);
      default -> tree().file("boot/vmlinuz-6.1", bytes(200_000, 1), 0644);
    };
  }

  /// A manifest for any arch would do: a board says itself which it runs.
  private static SettingValue.MapValue board(String name) throws Exception {
    var settings = "{ board: std:board/" + name + " }";
    return Boards.under(
        TestImages.environment("x", Arch.AMD64, settings).output("disk").orElseThrow());
  }

  private static Arch arch(String board) throws Exception {
    return board(board)
        .get("arch")
        .map(a -> ((SettingValue.TextValue) a).text())
        .flatMap(Arch::of)
        .orElseThrow();
  }

  private static void ok(String program, String... arguments) throws Exception {
    Images.Run run = Images.run(program, arguments);
    assertEquals(0, run.exit(), program + ": " + run.output());
  }

  /// The table, every file system, every form of the image, and the raw areas.
  private static void check(Path image) throws Exception {
    ImageCheck.of(image).check();
    String base = image.toString().replaceFirst("\\.img$", "");
    JsonNode layout =
        JsonMapper.shared().readTree(Files.readString(Path.of(base + ".layout.json")));
    for (JsonNode r : layout.get("raw")) {
      String file = r.get("file").asString();
      byte[] expected = bytes(100_000, file.substring(file.lastIndexOf('/') + 1).hashCode());
      try (var in = new RandomAccessFile(image.toFile(), "r")) {
        byte[] found = new byte[expected.length];
        in.seek(r.get("offset").asLong());
        in.readFully(found);
        assertArrayEquals(expected, found, file);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everyBoard(String board) throws Exception {
    var settings = "{ \"board\": \"std:board/" + board + "\" }";
    var image = TestImages.image("device", arch(board), settings, treeOf(board).build());
    Path first = TestImages.build(directory.resolve("one"), image);
    check(first);
    Path second = TestImages.build(directory.resolve("two"), image);
    assertEquals(-1, Files.mismatch(first, second));
  }

  private Path layout(String settings) throws Exception {
    var image = TestImages.image("device", Arch.ARM64, settings, treeOf("qemu-arm64-uefi").build());
    return TestImages.build(directory.resolve("out" + settings.hashCode()), image);
  }

  @Test
  void everyLayout() throws Exception {
    String board = "{ \"board\": \"std:board/qemu-arm64-uefi\", ";
    for (String s :
        List.of(
            "\"layout\": \"ab\", \"root\": { \"filesystem\": \"erofs\" } }",
            "\"layout\": \"read-only\", \"root\": { \"filesystem\": \"squashfs\" } }",
            "\"layout\": \"ab\", \"root\": { \"verity\": true, \"overlay\": \"tmpfs\" } }",
            "\"layout\": \"read-only\", \"root\": { \"verity\": true } }",
            "\"size\": \"1G\" }")) {
      check(layout(board + s));
    }
  }

  @Test
  void everyFileSystemByHand() throws Exception {
    Path hybrid =
        layout(
            """
            { "table": "hybrid", "size": "700M", "partitions": [
              { "name": "f12", "type": "firmware", "filesystem": "fat12", "size": "4M", "hybrid": true },
              { "name": "f16", "type": "firmware", "filesystem": "fat16", "size": "40M", "mount": "/boot" },
              { "name": "f32", "type": "firmware", "filesystem": "fat32", "size": "100M",
                "files": { "/a/long name.txt": "/etc/hostname", "/UPPER.TXT": "/etc/hostname" } },
              { "name": "swap", "type": "swap", "size": "16M" },
              { "name": "root", "type": "root", "mount": "/", "size": "rest" } ] }
            """);
    check(hybrid);
    // What systems that know no GPT see: the FAT partition, and the rest protected.
    Images.Run mbr = Images.run("sgdisk", "--print-mbr", hybrid.toString());
    assertTrue(
        mbr.output().matches("(?s).*\\b0x0[1bcBC]\\b.*0xEE.*|(?s).*0xEE.*\\b0x0[1bcBC]\\b.*"),
        mbr.output());
  }

  /// The ids of the Discoverable Partitions Specification, as util-linux names them.
  @Test
  void typesAndAttributes() throws Exception {
    Map<Arch, String> names =
        Map.of(
            Arch.AMD64, "Linux root (x86-64)",
            Arch.ARM64, "Linux root (ARM-64)",
            Arch.ARM, "Linux root (ARM)",
            Arch.RISCV, "Linux root (RISC-V-64)",
            Arch.X86, "Linux root (x86)");
    for (Map.Entry<Arch, String> e : names.entrySet()) {
      String settings =
          "{ partitions: [ { name: b, type: esp, size: 34M, bootable: true, attributes: 1 },"
              + " { name: v, type: var }, { name: root, type: root, mount: / } ] }";
      Path folder = directory.resolve(e.getKey().keyword());
      Path image =
          TestImages.build(
              folder, TestImages.image("t", e.getKey(), settings, new Trees().build()));
      Images.Run list = Images.run("sfdisk", "-l", image.toString());
      assertTrue(list.output().contains(e.getValue() + "\n"), list.output());
      assertTrue(list.output().contains("Linux variable data"), list.output());
      assertTrue(list.output().contains("EFI System"), list.output());
      Images.Run attributes = Images.run("sfdisk", "--part-attrs", image.toString(), "1");
      assertEquals("RequiredPartition LegacyBIOSBootable", attributes.output().strip());
    }
  }

  /// Both kinds of file the root gets for systemd, on a larger medium, by systemd itself.
  @ParameterizedTest
  @ValueSource(strings = {"{ }", "{ layout: ab, data: { size: 32M } }"})
  void systemdGrowsTheLastPartition(String more) throws Exception {
    String settings = more.replaceFirst("\\{ ", "{ partitions: [" + BOOT + ", " + ROOT + "], ");
    Trees tree =
        new Trees()
            .file("usr/lib/systemd/systemd", "")
            .file("usr/bin/systemd-repart", "")
            .file("boot/x", "x");
    Path image =
        TestImages.build(directory, TestImages.image("device", Arch.AMD64, settings, tree.build()));
    JsonNode layout =
        JsonMapper.shared()
            .readTree(Files.readString(image.resolveSibling("device-amd64.layout.json")));
    int last = layout.get("partitions").size();
    long root = layout.get("partitions").get(1).get("start").asLong();
    Path definitions = Files.createDirectory(directory.resolve("definitions"));
    String files = image + "?offset=" + root;
    ok("debugfs", "-R", "rdump /usr/lib/repart.d " + definitions, files);
    Images.enlarge(image);
    ok(
        "systemd-repart",
        "--dry-run=no",
        "--definitions=" + definitions.resolve("repart.d"),
        image.toString());
    Images.Run dump = Images.run("sfdisk", "--dump", image.toString());
    List<Long> sectors =
        Pattern.compile("size= *([0-9]+)")
            .matcher(dump.output())
            .results()
            .map(m -> Long.parseLong(m.group(1)))
            .toList();
    assertEquals(last, sectors.size(), dump.output());
    for (int i = 0; i < last; i++) {
      long before = layout.get("partitions").get(i).get("size").asLong() / 512;
      boolean grown = sectors.get(i) > before;
      assertEquals(i == last - 1, grown, dump.output());
    }
    assertTrue(sectors.getLast() > (700L << 20) / 512, dump.output());
  }

  /// What systemd in an initramfs makes of the entries of two slots with dm-verity.
  @Test
  void systemdSetsUpTheVerityOfEachSlot() throws Exception {
    Path image = layout("{ board: std:board/qemu-arm64-uefi, layout: ab, root: { verity: true } }");
    String table = Program.run("sfdisk", "--dump", image.toString());
    for (String slot : List.of("a", "b")) {
      String entry =
          Program.run("mtype", "-i", image + "@@1M", "::/loader/entries/device-" + slot + ".conf");
      String line = entry.substring(entry.indexOf("options ") + "options ".length()).strip();
      Path units = Files.createDirectory(directory.resolve("units-" + slot));
      Program.run(
          "env",
          "SYSTEMD_IN_INITRD=1",
          "SYSTEMD_PROC_CMDLINE=" + line,
          "/lib/systemd/system-generators/systemd-veritysetup-generator",
          units.toString(),
          units.toString(),
          units.toString());
      String unit = Files.readString(units.resolve("systemd-veritysetup@root.service"));
      for (String partition : List.of("root-" + slot, "root-" + slot + "-verity")) {
        String id = ImageCheck.of(image).id(partition);
        assertTrue(unit.contains("'/dev/disk/by-partuuid/" + id + "'"), unit);
        assertTrue(table.contains(id.toUpperCase(Locale.ROOT)), table);
      }
    }
  }

  @Test
  void packedFormsAndTheBlockMap() throws Exception {
    Path image =
        layout(
            """
            { "board": "std:board/qemu-arm64-uefi", "formats": ["raw", "xz", "zst", "qcow2", "vmdk"] }
            """);
    check(image);
    Path again = layoutAgain("{ board: std:board/qemu-arm64-uefi, formats: [qcow2, vmdk] }");
    for (String form : List.of(".qcow2", ".vmdk")) {
      String file = image.toString().replace(".img", form);
      Path second = again.resolve(image.getFileName().toString().replace(".img", form));
      assertEquals(-1, Files.mismatch(Path.of(file), second), form);
    }
  }

  /// Another build, without its raw image; gives the folder.
  private Path layoutAgain(String settings) throws Exception {
    Path folder = directory.resolve("again");
    var image = TestImages.image("device", Arch.ARM64, settings, treeOf("qemu-arm64-uefi").build());
    TestImages.artifacts(folder, image);
    return folder;
  }

  /// Raw areas and lines of config.txt add to the board's; swap has its line in fstab.
  @Test
  void theManifestAddsToItsBoard() throws Exception {
    Path folder = directory.resolve("adds");
    String settings =
        """
        { board: std:board/raspberrypi4,
          raw: [{ name: extra, offset: 64K, size: 1M, file: /usr/share/u-boot/MLO }],
          boot: { config: [dtparam=i2c_arm=on] },
          partitions: [
            { name: firmware, type: firmware, filesystem: fat32, size: 256M, mount: /boot },
            { name: swap, type: swap, size: 16M },
            { name: root, type: root, filesystem: ext4, mount: /, grow: true }] }
        """;
    Path image =
        TestImages.build(
            folder,
            TestImages.image("device", Arch.ARM64, settings, treeOf("raspberrypi4").build()));
    check(image);
    String config = Program.run("mtype", "-i", image + "@@4M", "::/config.txt");
    assertTrue(config.contains("enable_uart=1\n"), config);
    assertTrue(config.contains("dtparam=i2c_arm=on\n"), config);
    ImageCheck layout = ImageCheck.of(image);
    String swap = Program.run("swaplabel", layout.part("swap", folder).toString());
    String id = swap.substring(swap.indexOf("UUID:") + 5).strip().split("\\s", -1)[0];
    String fstab =
        Program.run("debugfs", "-R", "cat /etc/fstab", image + "?offset=" + layout.start("root"));
    assertTrue(fstab.contains("UUID=" + id + "\tnone\tswap\tsw\t0 0\n"), fstab);
  }

  private List<DiskCode> codes(String settings) {
    var e = assertThrows(UserErrorException.class, () -> layout(settings));
    Path out = directory.resolve("out" + settings.hashCode());
    if (Files.exists(out)) {
      try (Stream<Path> left = Files.list(out)) {
        assertEquals(List.of(), left.toList());
      } catch (IOException x) {
        throw new UncheckedIOException(x);
      }
    }
    return e.diagnostics().stream()
        .map(d -> d.code())
        .flatMap(c -> c instanceof DiskCode x ? Stream.of(x) : Stream.of())
        .toList();
  }

  @Test
  void whatIsWrongIsSaidAndNothingIsLeft() throws Exception {
    String root = "{ \"name\": \"root\", \"type\": \"root\", \"mount\": \"/\" }";
    assertEquals(List.of(DiskCode.UNKNOWN_BOARD), codes("{ \"board\": \"std:board/qemu-arm64\" }"));
    assertEquals(List.of(DiskCode.WRONG_ARCH), codes("{ \"board\": \"std:board/raspberrypi2\" }"));
    assertEquals(
        List.of(DiskCode.OVERLAP),
        codes(
            "{ \"raw\": [ { \"offset\": \"32K\", \"size\": \"1M\", \"file\": \"/a\" },"
                + " { \"offset\": \"64K\", \"size\": \"1M\", \"file\": \"/b\" } ],"
                + " \"partitions\": ["
                + root
                + "] }"));
    assertEquals(
        List.of(DiskCode.DISK_TOO_SMALL),
        codes("{ \"size\": \"8M\", \"partitions\": [" + root + "] }"));
    assertEquals(
        List.of(DiskCode.PARTITION_TOO_SMALL),
        codes(
            "{ \"partitions\": [ { \"name\": \"root\", \"type\": \"root\", \"mount\": \"/\","
                + " \"size\": \"5M\" } ] }"));
    assertEquals(
        List.of(DiskCode.FILE_MISSING),
        codes(
            "{ \"raw\": [ { \"offset\": \"32K\", \"size\": \"1M\", \"file\": \"/nothing\" } ],"
                + " \"partitions\": ["
                + root
                + "] }"));
    assertEquals(
        List.of(DiskCode.BAD_LAYOUT), codes("{ \"partitions\": [ { \"name\": \"data\" } ] }"));
  }

  /// Each board says which it is, and where its offsets, files and load addresses come from.
  @ParameterizedTest
  @MethodSource("boards")
  void everyBoardStatesItsSources(String name) throws Exception {
    SettingValue.MapValue board = board(name);
    assertTrue(board.get("title").isPresent());
    var sources = (SettingValue.ListValue) board.get("sources").orElseThrow();
    String all = sources.items().toString();
    assertTrue(sources.items().size() >= 2, all);
    assertTrue(all.contains("0x") || all.contains("choose load addresses"), all);
    for (String offset : offsets(board)) {
      assertTrue(all.contains(offset), offset + " in " + all);
    }
  }

  /// The offsets of raw areas as their sources write them: `8 KiB` for 8K.
  private static List<String> offsets(SettingValue.MapValue board) {
    return board.get("raw").stream()
        .flatMap(r -> ((SettingValue.ListValue) r).items().stream())
        .map(r -> ((SettingValue.MapValue) r).get("offset").orElseThrow())
        .map(o -> ((SettingValue.TextValue) o).text())
        .map(o -> o.replaceFirst("([KM])$", " $1iB"))
        .toList();
  }
}
