package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.boot.TreeEdit;
import dev.envc.backend.disk.boot.TreeFiles;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.backend.disk.table.PartitionType;
import java.util.ArrayList;
import java.util.List;

/// What grows the last partition and its file system to the end of a larger medium on the first
/// boot: systemd-repart and systemd-growfs where they can, else a script that systemd, OpenRC or
/// any other init starts.
public final class Growth {
  private static final String SCRIPT = "/usr/lib/envc/grow";
  private static final String OPENRC = "/etc/local.d/envc-grow.start";
  private static final String UNITS = "/usr/lib/systemd/system/";
  private static final String UNIT = "envc-grow.service";

  private final DiskLayout layout;
  private final Ids ids;
  private final TreeFiles files;
  private final boolean systemd;

  public Growth(DiskLayout layout, Ids ids, TreeFiles files) {
    this.layout = layout;
    this.ids = ids;
    this.files = files;
    this.systemd = files.exists("/usr/lib/systemd/systemd") || files.exists("/lib/systemd/systemd");
  }

  /// Whether systemd does it by itself. systemd-repart knows no other table than a GPT, is not part
  /// of every systemd, and leaves file systems to systemd-growfs, which fstab asks for
  /// (systemd-repart(8), systemd-growfs(8)).
  boolean bySystemd(Partition p) {
    boolean below =
        layout.root().overlay() == DiskLayout.Root.Overlay.DATA && p.name().equals("data");
    boolean inFstab = !p.mount().isEmpty() && !below;
    return p.grow()
        && systemd
        && layout.table().kind() != DiskLayout.Table.Kind.MBR
        && has("systemd-repart")
        && inFstab;
  }

  private boolean has(String program) {
    return List.of("/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/").stream()
        .anyMatch(d -> files.exists(d + program));
  }

  /// Returns what it has to say about it, in sentences.
  public List<String> write(TreeEdit root, Partition p) {
    if (bySystemd(p)) {
      repart(root, p);
      return List.of();
    }
    root.script(SCRIPT, script(p));
    if (systemd) {
      root.text(UNITS + UNIT, unit());
      root.link(UNITS + "sysinit.target.wants/" + UNIT, "../" + UNIT);
    } else {
      root.link(OPENRC, "../.." + SCRIPT);
    }
    List<String> missing = tools(p).stream().filter(t -> !has(t)).toList();
    if (missing.isEmpty()) {
      return List.of();
    }
    String all = String.join(", ", missing);
    return List.of(
        "What grows `%s` on the first boot needs %s, which the environment lacks."
            .formatted(p.name(), all));
  }

  private static List<String> tools(Partition p) {
    List<String> tools = new ArrayList<>(List.of("findfs", "sfdisk", "partx"));
    if (p.fileSystem() == Partition.FileSystem.EXT4) {
      tools.add("resize2fs");
    }
    return tools;
  }

  /// systemd-repart takes its definitions for partitions of the same type in their order
  /// (repart.d(5)): those before the one that grows have one each, which leaves them as they are.
  private void repart(TreeEdit root, Partition grows) {
    int number = 50;
    for (Partition p : layout.partitions()) {
      if (p.type() == grows.type()) {
        String type = p.type() == PartitionType.LINUX ? "linux-generic" : p.type().text();
        root.text(
            "/usr/lib/repart.d/" + number++ + "-" + p.name() + ".conf",
            "# Written by envc: systemd-repart grows the last partition to the end of the medium.\n"
                + "[Partition]\nType="
                + type
                + "\nLabel="
                + p.name()
                + (p.grow() ? "\nGrowFileSystem=yes\n" : "\nWeight=0\n"));
      }
    }
  }

  private static String unit() {
    return """
    # Written by envc for what systemd-repart cannot grow.
    [Unit]
    Description=Grow the last partition to the end of the medium
    DefaultDependencies=no
    After=local-fs.target systemd-remount-fs.service
    Conflicts=shutdown.target
    Before=shutdown.target

    [Service]
    Type=oneshot
    RemainAfterExit=yes
    ExecStart=%s
    """
        .formatted(SCRIPT);
  }

  /// The table is written only when there is room behind the partition; the file system is looked
  /// at each time, as the power may have gone in between.
  private String script(Partition p) {
    String fileSystem =
        p.fileSystem() == Partition.FileSystem.EXT4
            ? """
            command -v resize2fs >/dev/null || exit 0
            resize2fs "$part" >/dev/null 2>&1 || { echo "envc-grow: the file system of $part does not grow" >&2; exit 1; }
            """
            : "";
    return """
    #!/bin/sh
    # Written by envc: grows the last partition and its file system to the end of the medium. Does nothing when that is
    # done. Needs findfs, sfdisk and partx (util-linux); resize2fs (e2fsprogs) for ext4.
    PATH=/usr/sbin:/usr/bin:/sbin:/bin
    part=$(findfs %SOURCE%) || exit 0
    at=$(readlink -f "/sys/class/block/${part##*/}")
    whole=${at%/*}
    disk=/dev/${whole##*/}
    number=$(cat "$at/partition") || exit 0
    room=$(($(cat "$whole/size") - $(cat "$at/start") - $(cat "$at/size")))
    # In sectors of 512 bytes: 2 MiB are less than the end of a table and an alignment.
    if [ "$room" -gt 4096 ]; then
      %GPT%echo ', +' | sfdisk --quiet --no-reread --no-tell-kernel --force -N "$number" "$disk" || exit 1
      partx --update --nr "$number" "$disk" || exit 1
    fi
    """
            .replace("%SOURCE%", ids.fstab(p))
            .replace(
                "%GPT%",
                layout.table().kind() == DiskLayout.Table.Kind.MBR
                    ? ""
                    : "sfdisk --quiet --no-tell-kernel --relocate gpt-bak-std \"$disk\""
                        + " 2>/dev/null\n"
                        + "  ")
        + fileSystem;
  }
}
