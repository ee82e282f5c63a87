package dev.envc.backend.disk;

import dev.envc.backend.disk.assemble.Ids;
import dev.envc.backend.disk.assemble.ReadOnlyImages;
import dev.envc.backend.disk.erofs.ErofsWriter;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.rootfs.FileTree;
import java.io.IOException;
import java.nio.file.Path;

/// Read-only file systems: erofs by a writer of our own, squashfs by tar2sqfs.
record SquashAndErofs(Path work) implements ReadOnlyImages {
  @Override
  public SparseImage write(Partition p, FileTree tree, Ids ids)
      throws IOException, UserErrorException {
    return switch (p.fileSystem()) {
      case EROFS -> ErofsWriter.write(tree, ids.fileSystem(p), p.label());
      case SQUASHFS -> Squashfs.write(tree, work.resolve(p.name() + ".squashfs"));
      case EXT4, VFAT, FAT12, FAT16, FAT32, SWAP, VERITY, RAW, NONE ->
          throw new IllegalArgumentException(p.fileSystem().text());
    };
  }
}
