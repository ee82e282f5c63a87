package dev.envc.backend.disk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// An update as it happens in the field: the first version of an image runs in qemu, RAUC installs
/// the bundle of the second into the other slot, and that is what starts next.
final class UpdateBootToolTest {
  private static Path version(DeviceExamples devices, int version) throws Exception {
    return devices.manifest(
        "fleet-" + version,
        "fleet",
        """
        extends: [kiosk.env.yaml]
        packages: [sys-apps/debian-rauc]
        files:
          /etc/rauc/keyring.pem: { source: cert.pem }
          /etc/device.d/60-update:
            mode: "0755"
            text: |
              #!/bin/sh
              [ ! -e /data/update ] || { mv /data/update /data/now && install-update /data/now; }
        outputs:
          disk: { data: { size: 256M }, update: { version: "%d" } }
        """
            .formatted(version));
  }

  @Test
  void raucInstallsTheNextVersionAndItStarts() throws Exception {
    DeviceExamples devices = DeviceExamples.shared("arm64");
    Path key = devices.directory().resolve("device-kiosk/key.pem");
    Path certificate = key.resolveSibling("cert.pem");
    Program.run(
        "openssl",
        "req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=updates -keyout %s -out %s"
            .formatted(key, certificate)
            .split(" ", -1));
    devices.own();
    Path next = version(devices, 2);
    Path manifest = devices.compile(next, "--set", "then=poweroff").resolve("fleet-arm64.raucm");
    devices
        .envc(
            "bundle|%s|--key|%s|--certificate|%s"
                .formatted(manifest, key, certificate)
                .split("\\|", -1))
        .expect(0);
    Path bundle = devices.directory().resolve("fleet-2.raucb");
    Files.move(manifest.resolveSibling("fleet-arm64.raucb"), bundle);

    Path first = version(devices, 1);
    Path image = devices.compile(first, "--set", "then=poweroff").resolve("fleet-arm64.img");
    putOnData(image, bundle);
    String installs = Qemu.run(image, true, "");
    DeviceExamples.assertBooted(installs, "fleet", first);
    assertTrue(installs.contains("fleet, slot a"), installs);
    assertTrue(installs.contains("Installing `/data/now` succeeded"), installs);
    String updated = Qemu.run(image, true, "");
    DeviceExamples.assertBooted(updated, "fleet", next);
    assertTrue(updated.contains("fleet, slot b"), updated);
    assertTrue(updated.contains("starts so far: 2"), updated);
  }

  /// As if the device had downloaded it.
  private static void putOnData(Path image, Path bundle) throws Exception {
    ImageCheck check = ImageCheck.of(image);
    Path data = check.part("data", bundle.resolveSibling("out"));
    Program.run("debugfs", "-w", "-R", "write " + bundle + " update", data.toString());
    Program.run(
        "dd",
        ("if=" + data + "|of=" + image + "|bs=1M|conv=notrunc,sparse|status=none")
            .concat("|oflag=seek_bytes|seek=" + check.start("data"))
            .split("\\|", -1));
    Files.delete(data);
  }
}
