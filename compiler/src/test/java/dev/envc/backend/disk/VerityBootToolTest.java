package dev.envc.backend.disk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A root that the kernel reads through dm-verity, in qemu: as it was made it boots; with one
/// changed bit it does not.
final class VerityBootToolTest {
  /// In the first process's program, and nowhere else in the root.
  private static final String INSIDE_INIT = "echo \"BOOTED name=";

  @Test
  void aChangedRootDoesNotBoot() throws Exception {
    DeviceExamples devices = DeviceExamples.shared("arm64");
    Path manifest =
        devices.manifest(
            "sealed",
            """
            extends: [kiosk.env.yaml]
            outputs:
              disk:
                layout: read-only
                root: { filesystem: erofs, verity: true }
                boot: { cmdline: [panic=-1, "device.then=${{ then }}"] }
            """);
    Path image = devices.compile(manifest, "--set", "then=poweroff").resolve("sealed-arm64.img");
    String sound = Qemu.run(image, false, "");
    DeviceExamples.assertBooted(sound, "sealed", manifest);
    assertTrue(sound.contains("root=/dev/dm-0 "), sound);
    flip(image);
    String changed = Qemu.run(image, false, "");
    assertFalse(changed.contains("BOOTED"), changed);
    assertTrue(changed.contains("verity") && changed.contains("is corrupted"), changed);
  }

  private static void flip(Path image) throws Exception {
    ImageCheck check = ImageCheck.of(image);
    byte[] root = new byte[Math.toIntExact(check.size("root"))];
    try (var in = Files.newInputStream(image)) {
      in.skipNBytes(check.start("root"));
      in.readNBytes(root, 0, root.length);
    }
    int at = new String(root, StandardCharsets.ISO_8859_1).indexOf(INSIDE_INIT);
    assertTrue(at > 0);
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.seek(check.start("root") + at);
      file.write(root[at] ^ 1);
    }
  }
}
