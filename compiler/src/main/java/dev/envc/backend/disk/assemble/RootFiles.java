package dev.envc.backend.disk.assemble;

import dev.envc.backend.Image;
import dev.envc.backend.disk.boot.TreeEdit;
import dev.envc.backend.disk.boot.TreeFiles;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.model.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the root file system gets because it lies on this disk: fstab, what it is, the script that
/// lays an overlay over a read-only root, what updates it and what grows the last partition.
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
    var growth = new Growth(layout, ids, files);
    boolean kept = root.find("/etc/fstab").filter(e -> e.owner().equals("manifest")).isPresent();
    if (kept) {
      notes.add("The manifest's own /etc/fstab was kept.");
    } else {
      root.text("/etc/fstab", fstab(growth));
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
    layout.partitions().stream()
        .filter(Partition::grow)
        .forEach(p -> notes.addAll(growth.write(root, p)));
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

  private String fstab(Growth growth) {
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
        text.append(line(p, isRoot, growth));
      }
    }
    return text.toString();
  }

  private String line(Partition p, boolean isRoot, Growth growth) {
    String options = p.readOnly() ? "ro" : p.fileSystem().isFat() ? "umask=0077" : "noatime";
    if (growth.bySystemd(p)) {
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
}
