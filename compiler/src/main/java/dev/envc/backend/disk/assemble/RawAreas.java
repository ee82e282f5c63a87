package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.boot.TreeFiles;
import dev.envc.backend.disk.image.Bytes;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.layout.ByteSize;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.DiskLayout.RawArea;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.DiskCode;
import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Reads what lies outside the partitions, and checks its size and digest.
final class RawAreas {
  private final TreeFiles environment;
  private final Diagnostics problems;

  RawAreas(TreeFiles environment, Diagnostics problems) {
    this.environment = environment;
    this.problems = problems;
  }

  List<SparseImage.Extent> read(DiskLayout layout) throws IOException {
    List<SparseImage.Extent> extents = new ArrayList<>();
    for (RawArea area : layout.raw()) {
      Optional<TreeFiles.Found> file = environment.file(area.file());
      if (file.isEmpty()) {
        problems.add(
            Diagnostic.error(
                    DiskCode.FILE_MISSING,
                    area.span(),
                    "The environment has no file "
                        + area.file()
                        + " for the raw area `"
                        + area.name()
                        + "`.")
                .hint(
                    "Add the package that installs it, a file under `files`, or another path under"
                        + " `raw`."));
      } else {
        check(area, file.get().content());
        extents.add(new SparseImage.Extent(area.offset(), new Bytes.Stored(file.get().content())));
      }
    }
    return extents;
  }

  private void check(RawArea area, Content content) throws IOException {
    if (content.size() > area.size()) {
      problems.add(
          Diagnostic.error(
              DiskCode.PARTITION_TOO_SMALL,
              area.span(),
              area.file()
                  + " has "
                  + ByteSize.print(content.size())
                  + ", more than the "
                  + ByteSize.print(area.size())
                  + " of the raw area `"
                  + area.name()
                  + "`."));
    }
    if (area.sha256().isPresent()) {
      String found = sha256(content);
      if (!found.equals(area.sha256().get())) {
        problems.add(
            Diagnostic.error(
                    DiskCode.FILE_DIFFERS,
                    area.span(),
                    area.file() + " is not the file the settings name by its digest.")
                .note("Its SHA-256 is " + found + "."));
      }
    }
  }

  private static String sha256(Content content) throws IOException {
    try (InputStream in = content.open()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
