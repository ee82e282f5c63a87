package dev.envc.backend.disk;

import dev.envc.backend.Image;
import dev.envc.backend.disk.assemble.Disk;
import dev.envc.backend.disk.assemble.RaucFiles;
import dev.envc.backend.disk.boot.TreeEdit;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.output.FileWriter;
import dev.envc.backend.disk.output.ImageFiles.Written;
import dev.envc.backend.disk.verity.Verity;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Digest;
import dev.envc.rootfs.LocalContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The update bundle of a disk with slots, all but its signature: the payload, a squashfs with its
/// dm-verity tree behind it, and the manifest that names the tree's root. `envc bundle` signs the
/// manifest and puts both together (RAUC reference manual, "verity Format").
final class UpdateFiles {
  private static final List<String> SLOTS = List.of("a", "b");
  private static final int VERSION_DIGITS = 12;
  private static final long LEAST = 8192;

  private final FileWriter files;
  private final Path work;
  private final String name;

  UpdateFiles(Path work, String name) {
    this.files = new FileWriter(work);
    this.work = work;
    this.name = name;
  }

  /// Nothing when the layout asks for no bundle.
  List<Written> write(Disk disk, Image image) throws IOException, UserErrorException {
    if (disk.layout().update().isEmpty()) {
      return List.of();
    }
    var tree = TreeEdit.empty(image.created().getEpochSecond());
    var manifest = new StringBuilder();
    add("rootfs", "root.img", disk.placed("root-a").image(), tree, manifest);
    if (disk.layout().root().verity()) {
      add("verity", "root-verity.img", disk.placed("root-a-verity").image(), tree, manifest);
    }
    var boot =
        new SlotBootFiles(disk.boot(), RaucFiles.Loader.of(disk.layout(), image.environment()));
    for (String slot : SLOTS) {
      boot.add(slot, tree);
    }
    tree.script("/hook", SlotBootFiles.hook(disk.layout(), image.environment()));
    SparseImage squashfs = Squashfs.write(tree.build(), work.resolve("payload.squashfs"));
    // Of a single block there is no tree.
    SparseImage payload =
        SparseImage.builder().put(0, squashfs).build(Math.max(squashfs.size(), LEAST));
    Verity verity = Verity.of(payload, disk.ids().disk());
    SparseImage all =
        SparseImage.builder()
            .put(0, payload)
            .put(payload.size(), verity.tree())
            .build(payload.size() + verity.tree().size());
    List<Written> written = new ArrayList<>();
    written.add(files.image(name + ".update", "application/vnd.envc.update.payload", all));
    written.add(
        files.text(name + ".raucm", "text/plain", head(disk.layout(), image, verity) + manifest));
    return written;
  }

  private void add(
      String slotClass, String file, SparseImage image, TreeEdit tree, StringBuilder manifest)
      throws IOException {
    Written written = files.image(file, "", image);
    tree.file(
        "/" + file,
        new LocalContent(
            written.path(), written.size(), new Digest(Digest.Algorithm.SHA256, written.sha256())));
    manifest.append("\n[image.").append(slotClass).append("]\nfilename=").append(file);
    manifest.append("\nsize=").append(written.size()).append("\nsha256=").append(written.sha256());
    manifest.append(slotClass.equals("rootfs") ? "\nhooks=post-install\n" : "\n");
  }

  private static String head(DiskLayout layout, Image image, Verity verity) {
    String lock = image.lockDigest().substring(image.lockDigest().indexOf(':') + 1);
    String version =
        layout
            .update()
            .map(DiskLayout.Update::version)
            .filter(v -> !v.isEmpty())
            .orElse(lock.substring(0, VERSION_DIGITS));
    return """
    [update]
    compatible=%s
    version=%s
    build=%s

    [bundle]
    format=verity
    verity-hash=%s
    verity-salt=%s
    verity-size=%d

    [hooks]
    filename=hook
    """
        .formatted(
            RaucFiles.compatible(layout, image.environment()),
            version,
            image.lockDigest(),
            verity.rootHash(),
            verity.salt(),
            verity.tree().size());
  }
}
