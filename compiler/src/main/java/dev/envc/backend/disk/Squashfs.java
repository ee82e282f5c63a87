package dev.envc.backend.disk;

import dev.envc.backend.archive.TarWriter;
import dev.envc.backend.disk.assemble.Tools;
import dev.envc.backend.disk.image.Bytes;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.rootfs.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// squashfs from a tar stream by tar2sqfs, which keeps owners, devices, hard links and attributes
/// and needs no root.
public final class Squashfs {
  private Squashfs() {}

  public static SparseImage write(FileTree tree, Path file) throws IOException, UserErrorException {
    Tools.run(
        "tar2sqfs",
        List.of("-q", "-f", "-c", "zstd", "-b", "131072", "-j", "2", file.toString()),
        "tar2sqfs (Debian: squashfs-tools-ng)",
        out -> {
          var tar = new TarWriter(out);
          for (FileTree.Entry e : tree.entries()) {
            tar.write(e);
          }
          tar.finish();
        },
        Map.of());
    long size = Files.size(file);
    return SparseImage.builder()
        .put(0, new Bytes.LocalFile(file, size))
        .build((size + 4095) / 4096 * 4096);
  }
}
