package dev.envc.backend.disk.assemble;

import dev.envc.backend.Image;
import dev.envc.backend.disk.boot.TreeEdit;
import dev.envc.backend.disk.boot.TreeFiles;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.backend.disk.table.PartitionType;
import dev.envc.model.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the root file system gets because it lies on this disk: fstab, what it is, the script that
/// lays an overlay over a read-only root, and what grows the last partition on the first boot.
public final class RootFiles {
  /// The program the kernel starts first when there is an overlay.
  public static final String OVERLAY_INIT = "/usr/lib/envc/overlay-init";

  /// The name, arch and lock digest of the environment this disk was made from.
  private static final String RELEASE = "/usr/lib/envc/release";

  private static final String OVERLAY = "/usr/lib/envc/overlay";

  private final Image image;
  private final DiskLayout layout;
  private final Ids ids;

  public RootFiles(Image image, DiskLayout layout, Ids ids) {
    this.image = image;
    this.layout = layout;
    this.ids = ids;
  }

  /// Returns what it has to say about it, in sentences.
  public List<String> write(TreeEdit root) {
    List<String> notes = new ArrayList<>();
    var files = new TreeFiles(root.build());
    boolean systemd =
        files.exists("/usr/lib/systemd/systemd") || files.exists("/lib/systemd/systemd");
    boolean kept = root.find("/etc/fstab").filter(e -> e.owner().equals("manifest")).isPresent();
    if (kept) {
      notes.add("The manifest's own /etc/fstab was kept.");
    } else {
      root.text("/etc/fstab", fstab(systemd));
    }
    root.text(RELEASE, release());
    if (layout.root().overlay() != DiskLayout.Root.Overlay.NONE) {
      root.directory(OVERLAY + "/data");
      root.directory(OVERLAY + "/root");
      root.script(OVERLAY_INIT, overlayInit());
      if (!files.exists("/bin/sh")) {
        notes.add("The overlay's script needs /bin/sh, and the environment has none.");
      }
    }
    layout.update().ifPresent(_ -> notes.addAll(new RaucFiles(image, layout, ids).write(root)));
    layout.partitions().stream().filter(Partition::grow).forEach(p -> grow(root, p, systemd));
    return notes;
  }

  /// What runs here, for a shell to read: every value is free of characters that mean something
  /// there.
  private String release() {
    Environment e = image.environment();
    return "NAME=%s%nARCH=%s%nLOCK=%s%n"
        .formatted(e.artifactName(), e.arch().keyword(), image.lockDigest())
        .replace(System.lineSeparator(), "\n");
  }

  private Optional<Partition> data() {
    return layout.partitions().stream().filter(p -> p.name().equals("data")).findFirst();
  }

  private String fstab(boolean systemd) {
    var text = new StringBuilder("# Written by envc for this disk's layout.\n");
    boolean overlay = layout.root().overlay() != DiskLayout.Root.Overlay.NONE;
    boolean dataInOverlay = layout.root().overlay() == DiskLayout.Root.Overlay.DATA;
    for (Partition p : layout.partitions()) {
      boolean isRoot = p.mount().equals("/");
      boolean skipped =
          p.copyOf().isPresent()
              || (isRoot && overlay)
              || (p.name().equals("data") && dataInOverlay);
      if (!skipped && p.fileSystem() == Partition.FileSystem.SWAP) {
        text.append(line(ids.fstab(p), "none", "swap", "sw", "0 0"));
      } else if (!skipped && !p.mount().isEmpty()) {
        text.append(line(p, isRoot, systemd));
      }
    }
    return text.toString();
  }

  private String line(Partition p, boolean isRoot, boolean systemd) {
    String options = p.readOnly() ? "ro" : p.fileSystem().isFat() ? "umask=0077" : "noatime";
    if (p.grow() && systemd) {
      options += ",x-systemd.growfs";
    }
    boolean anySlot = isRoot && (layout.root().slots() || layout.root().verity());
    String source = anySlot ? "/dev/root" : ids.fstab(p);
    String check = p.fileSystem() == Partition.FileSystem.EXT4 ? isRoot ? "0 1" : "0 2" : "0 0";
    return line(source, p.mount(), p.fileSystem().mountType(), options, check);
  }

  private static String line(
      String source, String mount, String type, String options, String last) {
    return String.format(Locale.ROOT, "%s\t%s\t%s\t%s\t%s%n", source, mount, type, options, last)
        .replace(System.lineSeparator(), "\n");
  }

  private String overlayInit() {
    String upper =
        data()
            .filter(_ -> layout.root().overlay() == DiskLayout.Root.Overlay.DATA)
            .map(
                d ->
                    "mount -t "
                        + d.fileSystem().mountType()
                        + " -o noatime "
                        + ids.fstab(d)
                        + " "
                        + OVERLAY
                        + "/data || fail \"the data partition cannot be mounted\"\n")
            .orElse("mount -t tmpfs -o mode=0755 overlay " + OVERLAY + "/data || fail tmpfs\n");
    String bind =
        data()
            .filter(_ -> layout.root().overlay() == DiskLayout.Root.Overlay.DATA)
            .map(
                d ->
                    "mkdir -p "
                        + OVERLAY
                        + "/root"
                        + d.mount()
                        + "\nmount --bind "
                        + OVERLAY
                        + "/data "
                        + OVERLAY
                        + "/root"
                        + d.mount()
                        + " || fail \"no "
                        + d.mount()
                        + "\"\n")
            .orElse("");
    return """
    #!/bin/sh
    # Written by envc: lays a writable overlay over the read-only root, then starts the real init.
    PATH=/usr/sbin:/usr/bin:/sbin:/bin
    export PATH
    fail() { echo "overlay-init: $1; starting read-only" >&2; exec %INIT% "$@"; }
    [ -c /dev/null ] || mount -t devtmpfs devtmpfs /dev
    proc=
    [ -d /proc/self ] || { mount -t proc proc /proc && proc=1; }
    %UPPER%mkdir -p %O%/data/.overlay/upper %O%/data/.overlay/work || fail "no room for the overlay"
    mount -t overlay -o lowerdir=/,upperdir=%O%/data/.overlay/upper,workdir=%O%/data/.overlay/work \\
      overlay %O%/root || fail "no overlay"
    %BIND%for m in /dev /sys /run /proc; do
      if grep -q " $m " /proc/mounts; then
        if [ "$m" = /proc ] && [ -n "$proc" ]; then umount /proc; else
          mount --move "$m" %O%/root"$m"; fi
      fi
    done
    cd %O%/root || fail "no new root"
    pivot_root . .%O%/root || fail "pivot_root"
    exec chroot . %INIT% "$@"
    """
        .replace("%UPPER%", upper)
        .replace("%BIND%", bind)
        .replace("%O%", OVERLAY)
        .replace("%INIT%", layout.boot().init());
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

  private void grow(TreeEdit root, Partition p, boolean systemd) {
    if (systemd) {
      repart(root, p);
      return;
    }
    root.script(
        "/etc/local.d/envc-grow.start",
        """
        #!/bin/sh
        # Written by envc: grows the last partition and its file system to the end of the medium.
        # Does nothing when that is done. Needs sfdisk and partx (util-linux), resize2fs (e2fsprogs).
        part=$(findfs %SOURCE%) || exit 0
        name=${part#/dev/}
        number=$(cat "/sys/class/block/$name/partition") || exit 0
        disk=/dev/$(basename "$(dirname "$(readlink -f "/sys/class/block/$name")")")
        sfdisk --quiet --no-tell-kernel --relocate gpt-bak-std "$disk" 2>/dev/null
        echo ', +' | sfdisk --quiet --no-reread --no-tell-kernel --force -N "$number" "$disk" || exit 1
        partx --update --nr "$number" "$disk"
        exec resize2fs "$part"
        """
            .replace("%SOURCE%", ids.fstab(p)));
  }
}
