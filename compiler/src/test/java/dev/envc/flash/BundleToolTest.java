package dev.envc.flash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.disk.ImageCheck;
import dev.envc.backend.disk.Images;
import dev.envc.backend.disk.TestImages;
import dev.envc.backend.disk.Trees;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.flash.bundle.Bundle;
import dev.envc.flash.bundle.BundleSigner;
import dev.envc.model.Arch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Update bundles, as RAUC sees them.
final class BundleToolTest {
  private static final String EXTLINUX = "extlinux/extlinux.conf";

  @TempDir Path directory;

  private Path key = Path.of("");
  private Path certificate = Path.of("");

  @BeforeEach
  void makeKey() throws Exception {
    key = directory.resolve("key.pem");
    certificate = directory.resolve("cert.pem");
    makeKey(key, certificate);
  }

  private static void makeKey(Path key, Path certificate) throws Exception {
    ok(
        "openssl",
        "req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=updates -keyout %s -out %s"
            .formatted(key, certificate)
            .split(" ", -1));
  }

  private static String ok(String program, String... arguments) throws Exception {
    Images.Run run = Images.run(program, arguments);
    assertEquals(0, run.exit(), program + ": " + run.output());
    return run.output();
  }

  /// An image with two slots and its update; the kernel's bytes are a version's own.
  private Path build(String folder, String settings, String kernel) throws Exception {
    var tree =
        new Trees()
            .file("etc/hostname", "kiosk\n")
            .file("boot/vmlinuz-6.1", kernel)
            .file("boot/initramfs", "an initramfs")
            .file("usr/lib/systemd/boot/efi/systemd-bootaa64.efi", "a loader");
    Path image =
        TestImages.build(
            directory.resolve(folder),
            TestImages.image("kiosk", Arch.ARM64, settings, tree.build()));
    return image.resolveSibling("kiosk-arm64.raucm");
  }

  private static String settings(String board, String more) {
    return "{ board: std:board/"
        + board
        + ", layout: ab, root: { filesystem: erofs"
        + more
        + " }, data: { size: 16M }, update: { compatible: kiosk-v1, version: '1.2' } }";
  }

  private Path sign(Path manifest) throws Exception {
    return Bundle.write(manifest, BundleSigner.read(key, certificate));
  }

  private Path extract(Path bundle, String folder) throws Exception {
    Path out = directory.resolve(folder);
    ok("rauc", "extract", "--keyring=" + certificate, bundle.toString(), out.toString());
    return out;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /// The digest of a partition of the image beside a manifest.
  private static String partition(Path manifest, String name) throws Exception {
    JsonNode layout =
        JsonMapper.shared()
            .readTree(Files.readString(manifest.resolveSibling("kiosk-arm64.layout.json")));
    for (JsonNode p : layout.get("partitions")) {
      if (p.get("name").asString().equals(name)) {
        try (var in = Files.newInputStream(manifest.resolveSibling("kiosk-arm64.img"))) {
          in.skipNBytes(p.get("start").asLong());
          return sha256(in.readNBytes(Math.toIntExact(p.get("size").asLong())));
        }
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void raucVerifiesTheBundleAndItsPayloadIsTheSlot() throws Exception {
    String settings = settings("qemu-arm64-uefi", ", verity: true");
    Path manifest = build("one", settings, "kernel 1");
    ImageCheck.of(manifest).check();
    Path bundle = sign(manifest);
    String info = ok("rauc", "info", "--keyring=" + certificate, bundle.toString());
    assertTrue(info.contains("Compatible: \t'kiosk-v1'"), info);
    assertTrue(info.contains("Version:    \t'1.2'"), info);
    assertTrue(info.contains("Bundle Format: \tverity"), info);
    Path out = extract(bundle, "extracted");
    for (String slot : new String[] {"root-a", "root-b"}) {
      assertEquals(
          partition(manifest, slot), sha256(Files.readAllBytes(out.resolve("root.img"))), slot);
      String verity = sha256(Files.readAllBytes(out.resolve("root-verity.img")));
      assertEquals(partition(manifest, slot + "-verity"), verity, slot);
    }
    Path again = sign(build("two", settings, "kernel 1"));
    assertEquals(-1, Files.mismatch(bundle, again));
  }

  @Test
  void raucRefusesAnotherKeyAndOtherBytes() throws Exception {
    Path bundle = sign(build("one", settings("qemu-arm64-uefi", ""), "kernel 1"));
    Path otherKey = directory.resolve("other-key.pem");
    Path other = directory.resolve("other.pem");
    makeKey(otherKey, other);
    assertNotEquals(0, Images.run("rauc", "info", "--keyring=" + other, bundle.toString()).exit());
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length - 400] ^= 1;
    Files.write(bundle, bytes);
    assertNotEquals(
        0, Images.run("rauc", "info", "--keyring=" + certificate, bundle.toString()).exit());
    var e = assertThrows(UserErrorException.class, () -> BundleSigner.read(otherKey, certificate));
    assertEquals(DiskCode.BAD_KEY, e.diagnostics().getFirst().code());
  }

  /// Runs what RAUC runs after it has written a slot, on a folder in place of the mounted
  /// partition.
  private void installed(Path bundle, Path boot, String mount, String slot) throws Exception {
    Path content = extract(bundle, "install-" + slot + boot.getFileName());
    Path hook = content.resolve("hook");
    Files.writeString(
        hook, Files.readString(hook).replace("boot=" + mount + "\n", "boot=" + boot + "\n"));
    ok(
        "env",
        "RAUC_SLOT_BOOTNAME=" + slot,
        "RAUC_BUNDLE_MOUNT_POINT=" + content,
        "sh",
        hook.toString(),
        "slot-post-install");
  }

  private static Path bootFolder(Path folder) throws Exception {
    Files.createDirectories(folder);
    return folder;
  }

  @Test
  void theOtherSlotGetsItsKernelAndEntry() throws Exception {
    String settings = settings("qemu-arm64-uefi", "");
    Path old = build("one", settings, "kernel 1");
    Path boot = bootFolder(directory.resolve("efi"));
    ok("mcopy", "-s", "-i", old.resolveSibling("kiosk-arm64.img") + "@@1M", "::/*", boot + "/");
    String entry = Files.readString(boot.resolve("loader/entries/kiosk-b.conf"));
    installed(sign(build("two", settings, "kernel 2")), boot, "/efi", "b");
    assertEquals("kernel 1", Files.readString(boot.resolve("a/vmlinuz-6.1")));
    assertEquals("kernel 2", Files.readString(boot.resolve("b/vmlinuz-6.1")));
    // Slots keep their ids, so the entry still names the right partition.
    assertEquals(entry, Files.readString(boot.resolve("loader/entries/kiosk-b.conf")));
    assertTrue(entry.contains("rauc.slot=b"), entry);
    choose(old, boot, "/efi", "loader/loader.conf", "default kiosk-b.conf");
  }

  @Test
  void extlinuxKeepsTheOtherEntry() throws Exception {
    String settings = settings("qemu-arm64-uboot", "");
    Path old = build("one", settings, "kernel 1");
    Path boot = bootFolder(directory.resolve("uboot"));
    String image = old.resolveSibling("kiosk-arm64.img") + "?offset=1048576";
    ok("debugfs", "-R", "rdump / " + boot, image);
    String before = Files.readString(boot.resolve(EXTLINUX));
    String other = settings.replace("update:", "boot: { cmdline: [new] }, update:");
    installed(sign(build("two", other, "kernel 2")), boot, "/boot", "b");
    assertEquals("kernel 2", Files.readString(boot.resolve("b/vmlinuz-6.1")));
    String after = Files.readString(boot.resolve(EXTLINUX));
    int second = before.indexOf("label kiosk-b\n");
    assertEquals(before.substring(0, second), after.substring(0, second));
    assertTrue(after.substring(second).contains("rauc.slot=b console=ttyAMA0 new\n"), after);
    assertFalse(after.substring(0, second).contains(" new\n"), after);
    choose(old, boot, "/boot", EXTLINUX, "default kiosk-b");
  }

  /// RAUC's questions to the script that the root has for it.
  private void choose(Path manifest, Path boot, String mount, String file, String expected)
      throws Exception {
    Path root = extract(sign(manifest), "root-of-" + boot.getFileName()).resolve("root.img");
    Path files = directory.resolve("files-of-" + boot.getFileName());
    ok("fsck.erofs", "--extract=" + files, root.toString());
    Path script = files.resolve("usr/lib/envc/rauc-slots");
    String text = Files.readString(script);
    Files.writeString(script, text.replace("boot=" + mount + "\n", "boot=" + boot + "\n"));
    assertEquals("a", ok("sh", script.toString(), "get-primary").strip());
    ok("sh", script.toString(), "set-primary", "b");
    assertTrue(Files.readString(boot.resolve(file)).lines().anyMatch(expected::equals), expected);
    assertEquals("b", ok("sh", script.toString(), "get-primary").strip());
    ok("sh", script.toString(), "set-state", "b", "bad");
    assertEquals("a", ok("sh", script.toString(), "get-primary").strip());
    String system = Files.readString(files.resolve("etc/rauc/system.conf"), StandardCharsets.UTF_8);
    assertTrue(system.contains("compatible=kiosk-v1\n"), system);
    assertTrue(system.contains("[slot.rootfs.1]\ndevice=/dev/disk/by-partuuid/"), system);
  }
}
