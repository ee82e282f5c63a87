package dev.envc.backend.nspawn;

import dev.envc.backend.Artifact;
import dev.envc.backend.Image;
import dev.envc.backend.archive.PartialFile;
import dev.envc.backend.disk.Squashfs;
import dev.envc.backend.disk.erofs.ErofsWriter;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.image.UnfitException;
import dev.envc.backend.disk.output.FileWriter;
import dev.envc.backend.disk.output.ImageFiles.Written;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.rootfs.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// A file tree as a read-only file system in a file, without a partition table, for `systemd-nspawn
/// -i` (systemd-nspawn(1), "--image="), system extensions and portable services: erofs, or squashfs
/// by tar2sqfs.
final class RawImage {
  private static final String MEDIA_TYPE = "application/octet-stream";

  private RawImage() {}

  static Artifact write(Image image, FileTree tree, boolean squashfs, Path target)
      throws IOException, UserErrorException {
    String environment = image.environment().artifactName();
    String arch = image.environment().arch().keyword();
    String seed = environment + "\n" + arch + "\n" + image.lockDigest();
    UUID uuid = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    try (PartialFile partial = PartialFile.file(target)) {
      Files.deleteIfExists(partial.path());
      Written written =
          squashfs
              ? squashfs(tree, partial.path(), target)
              : write(ErofsWriter.write(tree, uuid, "root"), partial.path());
      partial.commit();
      return new Artifact(
          environment,
          "nspawn",
          arch,
          target,
          MEDIA_TYPE,
          "sha256:" + written.sha256(),
          written.size());
    } catch (UnfitException e) {
      throw new UserErrorException(
          Diagnostic.error(DiskCode.CANNOT_HOLD, image.environment().span(), e.sentence()));
    }
  }

  /// What tar2sqfs writes is a file of its own until the image is made of it.
  private static Written squashfs(FileTree tree, Path image, Path target)
      throws IOException, UserErrorException {
    try (PartialFile packed =
        PartialFile.file(target.resolveSibling(target.getFileName() + ".sqfs"))) {
      return write(Squashfs.write(tree, packed.path()), image);
    }
  }

  private static Written write(SparseImage content, Path image) throws IOException {
    return new FileWriter(image.resolveSibling("."))
        .image(String.valueOf(image.getFileName()), MEDIA_TYPE, content);
  }
}
