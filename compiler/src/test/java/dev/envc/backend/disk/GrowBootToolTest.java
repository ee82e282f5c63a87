package dev.envc.backend.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Images on a medium that is larger than they are, in qemu: what comes last grows to its end, the
/// partition and its file system, on the first boot.
final class GrowBootToolTest {
  private static DeviceExamples devices = new DeviceExamples(Path.of(""));

  @BeforeAll
  static void makePackages() throws Exception {
    devices = DeviceExamples.shared("arm64");
  }

  private static void checkTable(Path image, boolean gpt) throws Exception {
    Program.run("sfdisk", "--verify", image.toString());
    if (gpt) {
      assertTrue(Program.run("sgdisk", "--verify", image.toString()).contains("No problems found"));
    }
  }

  /// Through U-Boot and boot.scr, by the script that an init other than systemd starts; a second
  /// start changes nothing.
  @Test
  void theDataPartitionByTheScript() throws Exception {
    Path manifest =
        devices.manifest(
            "grow",
            """
            extends: [kiosk.env.yaml]
            packages: [sys-apps/debian-grow, "-sys-boot/systemd-boot"]
            files:
              /etc/device.d/70-size:
                mode: "0755"
                text: |
                  #!/bin/sh
                  echo "data has $(df -m /data | tail -n 1 | tr -s ' ' | cut -d' ' -f2) MiB"
            outputs:
              disk:
                board: std:board/qemu-arm64-uboot
                layout: single
                root: { filesystem: ext4 }
                boot: { method: boot.scr }
            """);
    Path image = devices.compile(manifest, "--set", "then=poweroff").resolve("grow-arm64.img");
    Images.enlarge(image);
    String first = Qemu.run(image, true, "");
    DeviceExamples.assertBooted(first, "grow", manifest);
    long size = size(first, "data has ");
    assertTrue(size > 600 && size < 768, first);
    assertTrue(first.contains("Executing script at"), first);
    checkTable(image, true);
    String table = Program.run("sfdisk", "--dump", image.toString());
    String second = Qemu.run(image, true, "");
    assertEquals(size, size(second, "data has "), second);
    assertEquals(table, Program.run("sfdisk", "--dump", image.toString()));
  }

  /// The root of an environment with systemd: by systemd-repart and systemd-growfs in a GPT, and in
  /// an MBR, which systemd-repart leaves alone, by the script as a service.
  @ParameterizedTest
  @CsvSource({"gpt, systemd-repart.service", "mbr, envc-grow.service"})
  void theRootOfSystemd(String table, String service) throws Exception {
    boolean gpt = table.equals("gpt");
    String name = "systemd-" + table;
    Path manifest = devices.manifest(name, systemd(gpt, table));
    Path image = devices.compile(manifest).resolve(name + "-arm64.img");
    ImageCheck check = ImageCheck.of(image);
    long before = check.size("root") >> 20;
    assertTrue(before < 256, "MiB: " + before);
    Images.enlarge(image);
    String console = Qemu.run(image, true, "");
    DeviceExamples.assertBooted(console, name, manifest);
    for (String unit : gpt ? List.of(service, "systemd-growfs@-.service") : List.of(service)) {
      assertTrue(console.contains(unit + " is active"), console);
    }
    // Of 1 GiB, 256 MiB are the partition it boots from; a file system's own blocks are not told.
    long size = size(console, "root has ");
    assertTrue(size > 650 && size < 768, console);
    checkTable(image, gpt);
  }

  private static String systemd(boolean gpt, String table) {
    return """
    arch: arm64
    trees: { devices: { directory: ../device-common/tree } }
    profile: devices:default/linux/arm64
    binhosts: { debian: ../device-common/binhost/arm64 }
    packages: ["@system", sys-kernel/debian-kernel-cloud, sys-apps/debian-systemd, %s]
    files:
      /etc/systemd/system/report.service:
        text: |
          [Unit]
          Requires=sysinit.target
          After=sysinit.target systemd-growfs@-.service envc-grow.service
          [Service]
          ExecStart=/usr/sbin/report
          StandardOutput=tty
          TTYPath=/dev/ttyAMA0
      /usr/sbin/report:
        mode: "0755"
        text: |
          #!/bin/sh
          . /usr/lib/envc/release
          echo "BOOTED name=$NAME lock=$LOCK cmdline=$(cat /proc/cmdline)"
          for unit in systemd-repart.service systemd-growfs@-.service envc-grow.service; do
            echo "$unit is $(systemctl is-active "$unit")"
          done
          echo "root has $(df -m / | tail -n 1 | tr -s ' ' | cut -d' ' -f2) MiB"
          sync
          poweroff -f
    outputs:
      disk:
        board: std:board/%s
        table: %s
        boot: { init: /lib/systemd/systemd, cmdline: [quiet, systemd.unit=report.service, systemd.firstboot=no] }
    """
        .formatted(
            gpt ? "sys-boot/systemd-boot" : "sys-apps/debian-grow",
            gpt ? "qemu-arm64-uefi" : "qemu-arm64-uboot",
            table);
  }

  private static long size(String console, String word) {
    int from = console.indexOf(word) + word.length();
    return Long.parseLong(console.substring(from, console.indexOf(' ', from)));
  }
}
