package dev.envc.tree.index;

import dev.envc.tree.TreeFiles;
import dev.envc.tree.TreeIndex;
import dev.envc.tree.TreeSource;
import dev.envc.tree.metadata.Eclasses;
import dev.envc.tree.metadata.MetadataGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Keeps the index and the pack of each tree in a directory. File names tell content: the format,
/// the tree's revision and subdirectory, and for an index the masters, whose eclasses count. Files
/// are written under a temporary name and renamed, so that writers never meet; one that is damaged
/// is made anew.
public final class IndexStore {
  static final String MADE_WITH = "made-with";
  private static final String FORMAT = "1";

  /// How much is read at once.
  private static final int PIECE = 1 << 18;

  /// No index is larger; the rest of a file that is would be missed by the check.
  private static final long LARGEST = Integer.MAX_VALUE - 8L;

  private final Path directory;

  public IndexStore(Path directory) {
    this.directory = directory;
  }

  /// What identifies the content of a tree.
  public record Key(String revision, String subdir) {}

  /// The often-wanted files of a tree, and facts kept with them.
  public interface Pack extends AutoCloseable {
    SortedMap<String, String> facts();

    /// The files of the tree; those that are not in the pack come from `source`.
    TreeFiles files(LazySource source);

    @Override
    void close() throws IOException;
  }

  /// The pack of a tree, when there is one.
  public Optional<Pack> pack(Key key) throws IOException {
    return FilePack.open(packFile(key)).map(OpenPack::new);
  }

  /// Writes and opens the pack of a tree.
  public Pack makePack(Key key, SortedMap<String, String> facts, TreeSource source)
      throws IOException {
    SortedMap<String, byte[]> files = PackedTree.packed(source);
    write(packFile(key), out -> FilePack.write(out, facts, files));
    return pack(key).orElseThrow(() -> new IOException("cannot read back " + packFile(key)));
  }

  /// The index of a tree, when there is one that `generator` could not make better.
  public Optional<TreeIndex> index(Key key, List<Key> masters, MetadataGenerator generator)
      throws IOException {
    Optional<TreeIndex> index;
    try {
      index = TreeIndex.read(content(indexFile(key, masters)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    if (index.isPresent()) {
      String madeWith = index.get().properties().get(MADE_WITH);
      if (madeWith != null && !generator.takes(madeWith)) {
        return Optional.empty();
      }
    }
    return index;
  }

  /// What is in a file, read piece by piece: asked for all at once, the JVM first makes a buffer as
  /// large outside the heap, which takes many times as long as reading does.
  private static byte[] content(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(channel.size(), LARGEST));
      int read = 0;
      while (read >= 0 && buffer.position() < buffer.capacity()) {
        buffer.limit(Math.min(buffer.capacity(), buffer.position() + PIECE));
        read = channel.read(buffer);
      }
      return buffer.array();
    }
  }

  /// Makes and keeps the index of a tree.
  public TreeIndex makeIndex(
      Key key,
      List<Key> masterKeys,
      String repository,
      TreeSource source,
      List<TreeFiles> masters,
      Eclasses eclasses,
      MetadataGenerator generator)
      throws IOException {
    Files.createDirectories(directory);
    ContentMd5 digests = ContentMd5.open(directory.resolve("md5"));
    byte[] bytes =
        new IndexBuilder(source, repository, eclasses, generator, digests)
            .build(TreeScan.categories(source, masters));
    digests.save();
    write(indexFile(key, masterKeys), out -> out.write(bytes));
    return TreeIndex.read(bytes).orElseThrow();
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private void write(Path file, Content content) throws IOException {
    Files.createDirectories(directory);
    Path temporary = Files.createTempFile(directory, "new", ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(temporary)) {
        content.writeTo(out);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private Path packFile(Key key) {
    return directory.resolve(name(List.of(key)) + ".pack");
  }

  private Path indexFile(Key key, List<Key> masters) {
    var keys = new ArrayList<Key>(List.of(key));
    keys.addAll(masters);
    return directory.resolve(name(keys) + ".index");
  }

  private static String name(List<Key> keys) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(FORMAT.getBytes(StandardCharsets.UTF_8));
      for (Key key : keys) {
        digest.update(("\0" + key.revision + "\0" + key.subdir).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private record OpenPack(FilePack pack) implements Pack {
    @Override
    public SortedMap<String, String> facts() {
      return new TreeMap<>(pack.facts());
    }

    @Override
    public TreeFiles files(LazySource source) {
      return new PackedTree(pack, source);
    }

    @Override
    public void close() throws IOException {
      pack.close();
    }
  }
}
