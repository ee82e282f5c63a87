package dev.envc.backend.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.backend.disk.assemble.Growth;
import dev.envc.backend.disk.assemble.Ids;
import dev.envc.backend.disk.board.Boards;
import dev.envc.backend.disk.boot.TreeEdit;
import dev.envc.backend.disk.boot.TreeFiles;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.LayoutReader;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.model.Arch;
import dev.envc.model.Environment;
import dev.envc.rootfs.FileTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who grows the last partition, by what the environment has and where the partition lies.
final class GrowthTest {
  private static final String SYSTEMD = "usr/lib/systemd/systemd";
  private static final String REPART = "usr/bin/systemd-repart";
  private static final String ARM64 = "{ board: std:board/qemu-arm64-uboot }";
  private static final String PI = "{ board: std:board/raspberrypi4 }";

  private final List<String> notes = new ArrayList<>();

  private List<String> written(String settings, String... programs) throws Exception {
    Environment environment = TestImages.environment("device", Arch.ARM64, settings);
    var problems = new Diagnostics();
    DiskLayout layout =
        LayoutReader.read(
            Boards.under(environment.output("disk").orElseThrow()), Arch.ARM64, problems);
    problems.throwIfErrors();
    var trees = new Trees();
    for (String p : programs) {
      trees.file(p, "");
    }
    FileTree before = trees.build();
    var edit = new TreeEdit(before, 0);
    var growth =
        new Growth(layout, new Ids("device", "sha256:0", layout), new TreeFiles(edit.build()));
    notes.clear();
    layout.partitions().stream()
        .filter(Partition::grow)
        .forEach(p -> notes.addAll(growth.write(edit, p)));
    return edit.build().entries().stream()
        .filter(e -> !(e.node() instanceof FileTree.Node.Directory))
        .map(FileTree.Entry::path)
        .filter(p -> before.find(p).isEmpty())
        .toList();
  }

  @Test
  void systemdWhereItCan() throws Exception {
    assertEquals(List.of("usr/lib/repart.d/50-root.conf"), written(ARM64, SYSTEMD, REPART));
    assertEquals(List.of(), notes);
  }

  @Test
  void aServiceWhereSystemdCannot() throws Exception {
    List<String> service =
        List.of(
            "usr/lib/envc/grow",
            "usr/lib/systemd/system/envc-grow.service",
            "usr/lib/systemd/system/sysinit.target.wants/envc-grow.service");
    assertEquals(service, written(PI, SYSTEMD, REPART));
    assertEquals(service, written(ARM64, SYSTEMD));
    String overlay =
        "{ board: std:board/qemu-arm64-uboot, layout: read-only, root: { overlay: data } }";
    assertEquals(service, written(overlay, SYSTEMD, REPART));
  }

  @Test
  void aScriptForAnyOtherInit() throws Exception {
    assertEquals(List.of("etc/local.d/envc-grow.start", "usr/lib/envc/grow"), written(ARM64));
    assertEquals(
        List.of(
            "What grows `root` on the first boot needs findfs, sfdisk, partx, resize2fs, which the"
                + " environment lacks."),
        notes);
    written(ARM64, "sbin/findfs", "sbin/sfdisk", "usr/bin/partx", "usr/sbin/resize2fs");
    assertEquals(List.of(), notes);
  }

  @Test
  void nothingWhereNothingGrows() throws Exception {
    assertEquals(
        List.of(), written("{ board: std:board/qemu-arm64-uboot, root: { read-only: true } }"));
  }
}
