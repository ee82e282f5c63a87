package dev.envc.backend.oci;

import dev.envc.backend.archive.Codec;
import dev.envc.backend.archive.ContentKey;
import dev.envc.backend.archive.HashingStream;
import dev.envc.backend.archive.PartialFile;
import dev.envc.backend.archive.TarWriter;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Layers that were made before: `layers/<content key>-<codec>-<level>-<version>` names the
/// uncompressed and the compressed digest, `blobs/<digest>` holds the compressed bytes. A layer
/// that did not change is found by its entries alone; its files are not read again.
///
/// Safe for concurrent processes: what is there is complete, and the same name is the same bytes.
final class LayerCache {
  /// Counts up when the same entries are compressed to other bytes.
  private static final int VERSION = 5;

  private static final long LARGE = 16L << 20;

  private final Path directory;
  private final Codec codec;
  private final int level;

  /// A compressed layer: `diffId` is the digest of the tar, `blob` the file with the bytes.
  record Stored(String diffId, Descriptor descriptor, Path blob) {}

  LayerCache(Path directory, Codec codec, int level) {
    this.directory = directory;
    this.codec = codec;
    this.level = level;
  }

  /// The layer, from the cache or made now.
  Stored layer(List<Entry> entries, int threads) throws IOException {
    Path note = note(ContentKey.of(entries));
    Optional<Stored> known = read(note);
    return known.isPresent() ? known.get() : make(entries, note, threads);
  }

  /// Whether a layer need not be made.
  boolean has(List<Entry> entries) throws IOException {
    return read(note(ContentKey.of(entries))).isPresent();
  }

  private Path note(String key) {
    return directory
        .resolve("layers")
        .resolve(key + "-" + codec.word() + "-" + level + "-" + VERSION);
  }

  private Optional<Stored> read(Path note) throws IOException {
    if (!Files.exists(note)) {
      return Optional.empty();
    }
    String[] fields = Files.readString(note).strip().split(" ", -1);
    if (fields.length != 3 || !fields[2].matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    long size = Long.parseLong(fields[2]);
    var descriptor = new Descriptor(mediaType(), fields[1], size);
    Path blob = blob(descriptor);
    return Files.exists(blob) && Files.size(blob) == size
        ? Optional.of(new Stored(fields[0], descriptor, blob))
        : Optional.empty();
  }

  private Stored make(List<Entry> entries, Path note, int threads) throws IOException {
    try (PartialFile partial = PartialFile.file(directory.resolve("blobs").resolve("layer"))) {
      var compressed = new HashingStream(Files.newOutputStream(partial.path()));
      HashingStream plain;
      var buffered = new BufferedOutputStream(compressed, 1 << 16);
      try (OutputStream out =
          codec.compressUnchecked(buffered, level, isLarge(entries) ? threads : 0)) {
        plain = new HashingStream(out);
        var tar = new TarWriter(plain);
        for (Entry e : entries) {
          tar.write(e);
        }
        tar.finish();
      }
      String diffId = plain.digest();
      var descriptor = new Descriptor(mediaType(), compressed.digest(), compressed.count());
      Path blob = blob(descriptor);
      partial.commitTo(blob);
      try (PartialFile text = PartialFile.file(note)) {
        Files.writeString(
            text.path(), diffId + " " + descriptor.digest() + " " + descriptor.size() + "\n");
        text.commit();
      }
      return new Stored(diffId, descriptor, blob);
    }
  }

  /// Whether a layer is worth several threads: the others are made at the same time.
  private static boolean isLarge(List<Entry> entries) {
    long size = 0;
    for (Entry e : entries) {
      size += e.node() instanceof Node.Regular(var content) ? content.size() : 0;
    }
    return size > LARGE;
  }

  private Path blob(Descriptor descriptor) {
    return directory.resolve("blobs").resolve(descriptor.hex());
  }

  private String mediaType() {
    return switch (codec) {
      case NONE -> Descriptor.LAYER;
      case GZIP -> Descriptor.LAYER + "+gzip";
      case ZSTD -> Descriptor.LAYER + "+zstd";
      case XZ -> throw new IllegalStateException("OCI has no xz layers");
    };
  }
}
