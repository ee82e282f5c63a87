package dev.envc.tree.index;

import dev.envc.tree.TreeSource;
import dev.envc.tree.TreeSource.Entry;
import dev.envc.tree.metadata.Md5;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The MD5 of contents by their identity (a git blob's id, a file's SHA-256), kept between
/// commands: the next commit of a tree shares nearly all ebuilds with the last.
final class ContentMd5 {
  private static final String MAGIC = "envc-md5-1";
  private static final int MOST = 400_000;

  private final Path file;
  private final Map<String, String> known = new ConcurrentHashMap<>();
  private final Map<String, String> added = new ConcurrentHashMap<>();

  private ContentMd5(Path file) {
    this.file = file;
  }

  static ContentMd5 open(Path file) throws IOException {
    var digests = new ContentMd5(file);
    if (Files.isRegularFile(file)) {
      try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
        digests.load(in);
      } catch (EOFException | java.io.UTFDataFormatException _) {
        digests.known.clear();
      }
    }
    return digests;
  }

  String of(TreeSource source, Entry entry) throws IOException {
    boolean identified = entry.kind() == TreeSource.Kind.FILE;
    String md5 = identified ? known.get(entry.id()) : null;
    if (md5 == null) {
      byte[] content =
          identified
              ? source.content(entry)
              : source.read(entry.path()).orElseThrow(() -> new IOException(entry.path()));
      md5 = Md5.of(content);
      if (identified) {
        known.put(entry.id(), md5);
        added.put(entry.id(), md5);
      }
    }
    return md5;
  }

  void save() throws IOException {
    if (added.isEmpty()) {
      return;
    }
    var all = new TreeMap<>(known.size() > MOST ? added : known);
    Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "md5", ".tmp");
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)))) {
      out.writeUTF(MAGIC);
      out.writeInt(all.size());
      for (Map.Entry<String, String> e : all.entrySet()) {
        out.writeUTF(e.getKey());
        out.writeUTF(e.getValue());
      }
      out.writeUTF(MAGIC);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void load(DataInputStream in) throws IOException {
    if (!in.readUTF().equals(MAGIC)) {
      return;
    }
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      known.put(in.readUTF(), in.readUTF());
    }
    if (!in.readUTF().equals(MAGIC)) {
      known.clear();
    }
  }
}
