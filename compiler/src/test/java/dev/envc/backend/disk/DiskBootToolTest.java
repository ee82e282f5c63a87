package dev.envc.backend.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.backend.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// From manifests through locks and binary packages to images that boot in qemu, through their own
/// loaders, to the init of their own root: the examples, and what extends them for other machines.
final class DiskBootToolTest {
  private static DeviceExamples devices = new DeviceExamples(Path.of(""));

  @BeforeAll
  static void makePackages() throws Exception {
    devices = DeviceExamples.shared("arm64");
  }

  private static void boots(String name, String image, String text) throws Exception {
    Path manifest = devices.manifest(name, text);
    Path out = devices.compile(manifest, "--set", "then=poweroff");
    String console = devices.envc("boot", out.resolve(image + ".img").toString()).expect(0).out();
    DeviceExamples.assertBooted(console, name, manifest);
    assertTrue(console.contains("Power down"), console);
  }

  /// Either slot of the kiosk starts from its EFI system partition: first the one that is written,
  /// then, as an updater does it, the other by the loader's configuration.
  @Test
  void eitherSlotOfTheKiosk() throws Exception {
    Path manifest = devices.example("kiosk");
    Path out = devices.compile(manifest, "--set", "then=poweroff");
    Path image = out.resolve("kiosk-arm64.img");
    String a = Qemu.run(image, true, "");
    DeviceExamples.assertBooted(a, "kiosk", manifest);
    assertTrue(a.contains("kiosk, slot a") && a.contains("starts so far: 1"), a);
    Path conf = devices.directory().resolve("loader.conf");
    Files.writeString(conf, "timeout 0\ndefault kiosk-b.conf\n");
    Images.Run copy =
        Images.run("mcopy", "-o", "-i", image + "@@1M", conf.toString(), "::/loader/loader.conf");
    assertEquals(0, copy.exit(), copy.output());
    String b = Qemu.run(image, true, "");
    DeviceExamples.assertBooted(b, "kiosk", manifest);
    assertTrue(b.contains("kiosk, slot b") && b.contains("starts so far: 2"), b);
    assertTrue(!root(a).isEmpty() && !root(b).isEmpty() && !root(a).equals(root(b)), b);
  }

  /// Another place, user, umask, time zone and form of the language give the same image.
  @Test
  void theSameImageElsewhere() throws Exception {
    Path manifest = devices.example("gateway");
    Path out = devices.compile(manifest, "--variant", "main", "--set", "then=wait");
    DeviceExamples other = DeviceExamples.copy();
    try {
      // All of them: the lock, whose digest the image holds, names the digest of the whole index.
      other.makePackages("arm64");
      Path file = other.directory().resolve("device-gateway/gateway.envc");
      Path cache = other.directory().resolve("other cache");
      Path there = other.directory().resolve("other out");
      EnvcProcess.in(other.directory())
          .with("TZ", "Asia/Tokyo")
          .envc(
              ("compile|" + file + "|--update|-q|-b|disk|--set|then=wait|-o|" + there)
                  .concat("|--cache-dir|" + cache)
                  .split("\\|", -1))
          .expect(0);
      for (String end : List.of(".img.xz", ".bmap", ".layout.json", ".layout.svg", ".sha256")) {
        Path one = out.resolve("gateway-arm64" + end);
        assertEquals(-1, Files.mismatch(one, there.resolve("gateway-arm64" + end)), end);
      }
      raspberryPi(out);
    } finally {
      other.delete();
    }
  }

  /// The card as the firmware reads it.
  private static void raspberryPi(Path out) throws Exception {
    Path image = devices.directory().resolve("card.img");
    Path packed = out.resolve("gateway-arm64.img.xz");
    Program.run("bmaptool", "-q", "copy", packed.toString(), image.toString());
    Program.run("sfdisk", "--verify", image.toString());
    String type = Program.run("sfdisk", "--part-type", image.toString(), "1");
    assertEquals("c", type.strip());
    String config = Program.run("mtype", "-i", image + "@@4M", "::/config.txt");
    assertTrue(config.contains("kernel=vmlinuz-"), config);
    assertTrue(config.contains("initramfs initramfs-"), config);
    String files = Program.run("mdir", "-b", "-i", image + "@@4M", "::/");
    for (String f : List.of("start4.elf", "fixup4.dat", "bcm2711-rpi-4-b.dtb", "cmdline.txt")) {
      assertTrue(files.contains("/" + f), files);
    }
  }

  private static String root(String console) {
    int at = console.indexOf("BOOTED ");
    int from = console.indexOf("root=PARTUUID=", at);
    return console.substring(from, console.indexOf(' ', from));
  }

  /// Through U-Boot and extlinux.conf. What the gateway writes over its read-only root is there
  /// after the power went, and on a larger card there is more room for it.
  @Test
  void theGatewayOutlivesAPowerCut() throws Exception {
    Path manifest = devices.example("gateway");
    Path out = devices.compile(manifest, "--variant", "emulated", "--set", "then=wait");
    Path image = out.resolve("gateway-emulated-arm64.img");
    Images.enlarge(image);
    String first = Qemu.run(image, true, "gateway: start 1 is on the medium");
    DeviceExamples.assertBooted(first, "gateway-emulated", manifest);
    Matcher room = Pattern.compile("start 1 is on the medium, of ([0-9]+) MiB").matcher(first);
    assertTrue(room.find() && Integer.parseInt(room.group(1)) > 450, first);
    String second = Qemu.run(image, true, "gateway: start 2 is on the medium");
    DeviceExamples.assertBooted(second, "gateway-emulated", manifest);
    assertTrue(second.contains("gateway: start 2 is on the medium"), second);
  }

  @Test
  void arm64ThroughItsUnifiedKernelImage() throws Exception {
    boots(
        "uki",
        "uki-arm64",
        """
        extends: [kiosk.env.yaml]
        outputs: { disk: { layout: single, boot: { method: uki } } }
        """);
  }

  @Test
  void amd64ThroughUefi() throws Exception {
    DeviceExamples.shared("amd64");
    boots(
        "pc",
        "pc-amd64",
        """
        extends: [kiosk.env.yaml]
        arch: amd64
        outputs:
          disk: { board: std:board/qemu-amd64-uefi, layout: single }
        """);
  }

  @Test
  void riscv64ThroughUboot() throws Exception {
    DeviceExamples.shared("riscv");
    boots(
        "riscv",
        "riscv-riscv",
        """
        extends: [kiosk.env.yaml]
        arch: riscv
        packages: ["-sys-kernel/debian-kernel-cloud", sys-kernel/debian-kernel, "-sys-boot/systemd-boot"]
        outputs:
          disk:
            board: std:board/qemu-riscv64-uboot
            layout: single
            root: { filesystem: ext4 }
        """);
  }

  @Test
  void armv7ThroughUboot() throws Exception {
    DeviceExamples.shared("arm");
    boots(
        "arm",
        "arm-arm",
        """
        extends: [kiosk.env.yaml]
        arch: arm
        packages: ["-sys-kernel/debian-kernel-cloud", sys-kernel/debian-kernel, "-sys-boot/systemd-boot"]
        outputs:
          disk:
            board: std:board/qemu-armv7-uboot
            layout: single
            root: { filesystem: ext4 }
        """);
  }
}
