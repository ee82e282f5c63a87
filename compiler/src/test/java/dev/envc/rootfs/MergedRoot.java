package dev.envc.rootfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The texts of a root that Portage merged.
final class MergedRoot {
  private MergedRoot() {}

  static Map<String, String> files(Path archive) throws IOException {
    var files = new TreeMap<String, String>();
    try (var tar = new TarArchiveInputStream(new XZInputStream(Files.newInputStream(archive)))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.isFile() && e.getSize() < 1 << 20) {
          String name = e.getName().replaceFirst("^\\./", "");
          files.put(name, new String(tar.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return files;
  }
}
