package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.rootfs.FileTree;
import java.io.IOException;

/// Writes squashfs and erofs.
@FunctionalInterface
public interface ReadOnlyImages {
  SparseImage write(Partition p, FileTree tree, Ids ids) throws IOException, UserErrorException;
}
