package dev.envc.backend.oci;

import dev.envc.backend.archive.HashingStream;
import dev.envc.backend.archive.TarWriter;
import dev.envc.backend.oci.ImageLayout.Blob;
import dev.envc.lock.Digest;
import dev.envc.rootfs.BytesContent;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.rootfs.LocalContent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// An image layout as one tar file (`oci-archive` of skopeo and podman).
final class LayoutArchive {
  private LayoutArchive() {}

  /// Writes the file; gives its digest.
  static String write(ImageLayout layout, Path file) throws IOException {
    var hash = new HashingStream(Files.newOutputStream(file));
    try (var out = new BufferedOutputStream(hash, 1 << 16)) {
      var tar = new TarWriter(out);
      tar.write(directory("blobs"));
      tar.write(directory("blobs/sha256"));
      for (Map.Entry<String, Blob> e : layout.blobs().entrySet()) {
        String path = "blobs/sha256/" + e.getKey();
        tar.write(
            switch (e.getValue()) {
              case Blob.Held(var content) -> file(path, new Node.Regular(content));
              case Blob.InFile(var blob) ->
                  file(
                      path,
                      new Node.Regular(
                          new LocalContent(blob, Files.size(blob), Digest.sha256(e.getKey()))));
            });
      }
      tar.write(file("index.json", new Node.Regular(BytesContent.of(layout.index()))));
      byte[] marker = ImageLayout.OCI_LAYOUT.getBytes(StandardCharsets.UTF_8);
      tar.write(file("oci-layout", new Node.Regular(BytesContent.of(marker))));
      tar.finish();
    }
    return hash.digest();
  }

  private static Entry directory(String path) {
    return new Entry(path, new Node.Directory(), 0755, 0, 0, 0, 0, new TreeMap<>(), "envc");
  }

  private static Entry file(String path, Node node) {
    return new Entry(path, node, 0644, 0, 0, 0, 0, new TreeMap<>(), "envc");
  }
}
