package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.boot.BootPlan.Start;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.backend.disk.verity.Verity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The kernel's command line for each slot: where the root is and how it is mounted, the board's
/// consoles, what the manifest adds.
final class CommandLines {
  private final DiskLayout layout;
  private final Ids ids;
  private final Map<String, Verity> hashes;

  CommandLines(DiskLayout layout, Ids ids, Map<String, Verity> hashes) {
    this.layout = layout;
    this.ids = ids;
    this.hashes = hashes;
  }

  List<Start> starts() {
    List<Start> starts = new ArrayList<>();
    for (Partition p : layout.partitions()) {
      if (p.mount().equals("/")) {
        starts.add(new Start(slot(p), line(p)));
      }
    }
    return starts;
  }

  private String slot(Partition p) {
    return layout.root().slots() ? p.name().substring(p.name().lastIndexOf('-') + 1) : "";
  }

  private String line(Partition p) {
    List<String> words = new ArrayList<>();
    Verity verity = hashes.get(p.copyOf().orElse(p.name()));
    if (verity == null) {
      words.add("root=" + ids.kernelName(p.name()));
    } else {
      words.add("root=/dev/dm-0");
      words.add(deviceMapper(p, verity));
    }
    words.add("rootfstype=" + p.fileSystem().mountType());
    words.add("rootwait");
    words.add(p.readOnly() ? "ro" : "rw");
    if (layout.root().overlay() != DiskLayout.Root.Overlay.NONE) {
      words.add("init=" + RootFiles.OVERLAY_INIT);
    } else if (!layout.boot().init().equals("/sbin/init")) {
      words.add("init=" + layout.boot().init());
    }
    if (!slot(p).isEmpty()) {
      words.add("envc.slot=" + slot(p));
      layout.update().ifPresent(_ -> words.add("rauc.slot=" + slot(p)));
    }
    words.addAll(layout.boot().cmdline());
    return String.join(" ", words);
  }

  /// The kernel's own way to set up dm-verity before the root is mounted (Documentation:
  /// admin-guide/device-mapper/dm-init), and that of systemd in an initramfs, which finds the
  /// devices by their ids where those are not made of the hash (systemd-veritysetup-generator(8)).
  private String deviceMapper(Partition p, Verity v) {
    String data = ids.kernelName(p.name());
    String hash = ids.kernelName(p.name() + "-verity");
    return "dm-mod.create=\"root,,,ro,0 "
        + v.dataBlocks() * 8
        + " verity 1 "
        + data
        + " "
        + hash
        + " 4096 4096 "
        + v.dataBlocks()
        + " 1 sha256 "
        + v.rootHash()
        + " "
        + v.salt()
        + "\" roothash="
        + v.rootHash()
        + " systemd.verity_root_data="
        + data
        + " systemd.verity_root_hash="
        + hash;
  }
}
