package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.boot.TreeFiles;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.rootfs.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// FAT has no links: for a FAT partition a link to a file of the same partition becomes a copy, and
/// any other special entry is left out, which is said.
final class BootLinks {
  private BootLinks() {}

  static FileTree resolved(Partition p, FileTree tree, List<String> notes) {
    if (!p.fileSystem().isFat()) {
      return tree;
    }
    var files = new TreeFiles(tree);
    List<FileTree.Entry> kept = new ArrayList<>();
    for (FileTree.Entry e : tree.entries()) {
      switch (e.node()) {
        case FileTree.Node.Directory _, FileTree.Node.Regular _ -> kept.add(e);
        case FileTree.Node.Symlink _,
            FileTree.Node.Hardlink _,
            FileTree.Node.Fifo _,
            FileTree.Node.Device _ -> {
          Optional<TreeFiles.Found> target = files.file("/" + e.path());
          if (target.isPresent()) {
            kept.add(copy(e, target.get()));
          } else {
            notes.add("`/" + e.path() + "` was left out of the FAT partition `" + p.name() + "`.");
          }
        }
      }
    }
    return new FileTree(kept);
  }

  private static FileTree.Entry copy(FileTree.Entry e, TreeFiles.Found target) {
    return new FileTree.Entry(
        e.path(),
        new FileTree.Node.Regular(target.content()),
        e.mode(),
        e.uid(),
        e.gid(),
        e.seconds(),
        e.nanos(),
        e.xattrs(),
        e.owner());
  }
}
