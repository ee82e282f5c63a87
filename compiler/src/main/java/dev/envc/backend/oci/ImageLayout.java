package dev.envc.backend.oci;

import dev.envc.json.Json;
import dev.envc.rootfs.BytesContent;
import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An image layout (OCI image-spec, image-layout.md): blobs by digest, and `index.json` with what
/// it offers. Collects what is to be written; written as a directory or as a tar.
final class ImageLayout {
  static final String OCI_LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}";

  private static final FileTime BLOB_TIME = FileTime.fromMillis(0);

  /// Digest digits -> what the blob is; sorted.
  private final TreeMap<String, Blob> blobs = new TreeMap<>();

  private final List<Map<String, Object>> offered = new ArrayList<>();

  /// A blob: a file that stands elsewhere, or bytes that are held.
  sealed interface Blob {
    long size() throws IOException;

    record InFile(Path file) implements Blob {
      @Override
      public long size() throws IOException {
        return Files.size(file);
      }
    }

    record Held(Content content) implements Blob {
      @Override
      public long size() {
        return content.size();
      }
    }
  }

  Descriptor add(String mediaType, byte[] bytes) {
    return add(mediaType, BytesContent.of(bytes));
  }

  Descriptor add(String mediaType, Content content) {
    var descriptor = new Descriptor(mediaType, content.digest().toString(), content.size());
    blobs.put(descriptor.hex(), new Blob.Held(content));
    return descriptor;
  }

  void add(Descriptor descriptor, Path file) {
    blobs.put(descriptor.hex(), new Blob.InFile(file));
  }

  /// Names what the layout is for: an entry of `index.json`.
  void offer(Map<String, Object> descriptor, String tag) {
    var entry = new LinkedHashMap<>(descriptor);
    entry.put("annotations", Map.of("org.opencontainers.image.ref.name", tag));
    offered.add(entry);
  }

  /// Holds something that has no name of its own.
  void offer(Map<String, Object> descriptor) {
    offered.add(descriptor);
  }

  byte[] index() {
    var json = new LinkedHashMap<String, Object>();
    json.put("schemaVersion", 2);
    json.put("mediaType", Descriptor.INDEX);
    json.put("manifests", offered);
    return Json.bytes(json);
  }

  Map<String, Blob> blobs() {
    return java.util.Collections.unmodifiableSortedMap(blobs);
  }

  /// Writes the files into an empty directory; gives the sum of their sizes. Blobs that a layout
  /// which is going to be replaced has are taken from there, by hard links: all blobs have the same
  /// time, which one that was changed since has not.
  long writeTo(Path directory, Path replaced) throws IOException {
    Path sha256 = Files.createDirectories(directory.resolve("blobs").resolve("sha256"));
    Path old = replaced.resolve("blobs").resolve("sha256");
    byte[] index = index();
    Files.writeString(directory.resolve("oci-layout"), OCI_LAYOUT);
    Files.write(directory.resolve("index.json"), index);
    long total = OCI_LAYOUT.length() + (long) index.length;
    for (Map.Entry<String, Blob> e : blobs.entrySet()) {
      Path target = sha256.resolve(e.getKey());
      switch (e.getValue()) {
        case Blob.Held(var content) -> {
          try (InputStream in = content.open()) {
            Files.copy(in, target);
          }
        }
        case Blob.InFile(var file) -> {
          if (!link(old.resolve(e.getKey()), target, Files.size(file))) {
            Files.copy(file, target);
            Files.setLastModifiedTime(target, BLOB_TIME);
          }
        }
      }
      total += e.getValue().size();
    }
    return total;
  }

  private static boolean link(Path old, Path target, long size) throws IOException {
    if (!Files.isRegularFile(old, LinkOption.NOFOLLOW_LINKS)
        || Files.size(old) != size
        || !Files.getLastModifiedTime(old).equals(BLOB_TIME)) {
      return false;
    }
    try {
      Files.createLink(target, old);
      return true;
    } catch (FileSystemException | UnsupportedOperationException e) {
      return false;
    }
  }
}
