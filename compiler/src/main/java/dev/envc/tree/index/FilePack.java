package dev.envc.tree.index;

import dev.envc.tree.TreeFiles;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/// The small files of a tree that every command wants (profiles/, layout.conf, updates), in one
/// file: contents one after another, then the directory, then where the directory is. The directory
/// is checked when the pack is opened, each content when it is read.
final class FilePack implements TreeFiles {
  private static final String MAGIC = "envc-pack-1";
  private static final int TRAILER = 16;

  private final FileChannel channel;
  private final SortedMap<String, String> facts;
  private final PackDirectory files;

  private FilePack(FileChannel channel, SortedMap<String, String> facts, PackDirectory files) {
    this.channel = channel;
    this.facts = facts;
    this.files = files;
  }

  /// A content that is no longer what was written.
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String path) {
      super("damaged: " + path);
    }
  }

  static void write(
      OutputStream target, SortedMap<String, String> facts, SortedMap<String, byte[]> files)
      throws IOException {
    var out = new DataOutputStream(new BufferedOutputStream(target));
    var directory = new ByteArrayOutputStream();
    var index = new DataOutputStream(directory);
    index.writeUTF(MAGIC);
    index.writeInt(facts.size());
    for (Map.Entry<String, String> e : facts.entrySet()) {
      index.writeUTF(e.getKey());
      index.writeUTF(e.getValue());
    }
    index.writeInt(files.size());
    var offsets = new HashMap<ByteBuffer, Long>();
    long end = 0;
    for (Map.Entry<String, byte[]> e : files.entrySet()) {
      byte[] content = e.getValue();
      Long at = offsets.putIfAbsent(ByteBuffer.wrap(content), end);
      if (at == null) {
        out.write(content);
        at = end;
        end += content.length;
      }
      index.writeUTF(e.getKey());
      index.writeLong(at);
      index.writeInt(content.length);
      index.writeInt(crc(content));
    }
    out.write(directory.toByteArray());
    out.writeLong(end);
    out.writeInt(directory.size());
    out.writeInt(crc(directory.toByteArray()));
    out.flush();
  }

  /// The pack in a file; empty when there is none, or it is not whole.
  static Optional<FilePack> open(Path file) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    Optional<FilePack> pack = read(channel);
    if (pack.isEmpty()) {
      channel.close();
    }
    return pack;
  }

  private static Optional<FilePack> read(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < TRAILER) {
      return Optional.empty();
    }
    ByteBuffer trailer = bytes(channel, size - TRAILER, TRAILER);
    long start = trailer.getLong();
    int length = trailer.getInt();
    int crc = trailer.getInt();
    if (start < 0 || length < 0 || start + length + TRAILER != size) {
      return Optional.empty();
    }
    byte[] directory = bytes(channel, start, length).array();
    if (crc(directory) != crc) {
      return Optional.empty();
    }
    var in = new DataInputStream(new ByteArrayInputStream(directory));
    if (!in.readUTF().equals(MAGIC)) {
      return Optional.empty();
    }
    var facts = new TreeMap<String, String>();
    for (int n = in.readInt(); n > 0; n--) {
      facts.put(in.readUTF(), in.readUTF());
    }
    int count = in.readInt();
    return PackDirectory.of(directory, directory.length - in.available(), count)
        .map(files -> new FilePack(channel, facts, files));
  }

  /// What the writer said of the tree.
  SortedMap<String, String> facts() {
    return facts;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    PackDirectory.Slice slice = files.find(path);
    if (slice == null) {
      return Optional.empty();
    }
    byte[] content = bytes(channel, slice.offset(), slice.length()).array();
    if (crc(content) != slice.crc()) {
      throw new DamagedException(path);
    }
    return Optional.of(content);
  }

  @Override
  public List<String> list(String directory) {
    String prefix = directory.isEmpty() ? "" : directory + "/";
    var names = new TreeSet<String>();
    for (String path : files.below(prefix)) {
      int slash = path.indexOf('/', prefix.length());
      names.add(
          slash < 0 ? path.substring(prefix.length()) : path.substring(prefix.length(), slash + 1));
    }
    return new ArrayList<>(names);
  }

  void close() throws IOException {
    channel.close();
  }

  private static ByteBuffer bytes(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new DamagedException("the end");
      }
    }
    return buffer.flip();
  }

  private static int crc(byte[] content) {
    var crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }
}
