package dev.envc.rootfs;

import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.FileTime;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.PosixName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/// Reads the corpus's binary packages straight with Commons Compress: a second opinion that shares
/// no code with the store.
final class CorpusPackage {
  private CorpusPackage() {}

  static FakePackage gpkg(String cpv, Path file) throws IOException {
    return gpkg(FakePackage.of(cpv), file);
  }

  static FakePackage gpkg(FakePackage result, Path file) throws IOException {
    try (var outer = new TarArchiveInputStream(Files.newInputStream(file))) {
      for (TarArchiveEntry e = outer.getNextEntry(); e != null; e = outer.getNextEntry()) {
        if (e.getName().endsWith("/metadata.tar.zst")) {
          Map<String, byte[]> files = metadata(zstd(outer));
          files.forEach(result::metadata);
        } else if (e.getName().endsWith("/image.tar.zst")) {
          image(zstd(outer), "image/", result);
        }
      }
    }
    return result;
  }

  /// A member read to its end first: an abandoned zstd stream closes what is below it when it is
  /// collected as garbage.
  private static InputStream zstd(TarArchiveInputStream outer) throws IOException {
    return new ZstdCompressorInputStream(new ByteArrayInputStream(outer.readAllBytes()));
  }

  static FakePackage xpak(FakePackage result, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer b = ByteBuffer.wrap(bytes);
    int length = b.getInt(bytes.length - 8);
    int start = bytes.length - 8 - length;
    image(new BZip2CompressorInputStream(new ByteArrayInputStream(bytes, 0, start)), "./", result);
    int indexLength = b.getInt(start + 8);
    int index = start + 16;
    int data = index + indexLength;
    for (int at = index; at < data; ) {
      int nameLength = b.getInt(at);
      String name = new String(bytes, at + 4, nameLength, StandardCharsets.UTF_8);
      int from = data + b.getInt(at + 4 + nameLength);
      int size = b.getInt(at + 8 + nameLength);
      result.metadata(name, java.util.Arrays.copyOfRange(bytes, from, from + size));
      at += 12 + nameLength;
    }
    return result;
  }

  private static Map<String, byte[]> metadata(InputStream in) throws IOException {
    var files = new TreeMap<String, byte[]>();
    var tar = new TarArchiveInputStream(in);
    for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
      if (e.isFile()) {
        files.put(e.getName().substring(e.getName().indexOf('/') + 1), tar.readAllBytes());
      }
    }
    return files;
  }

  private static void image(InputStream in, String prefix, FakePackage result) throws IOException {
    var tar = new TarArchiveInputStream(in, "ISO-8859-1");
    for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
      String path = name(e.getName(), e.getExtraPaxHeaders().containsKey("path"));
      path = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
      path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
      if (path.isEmpty() || path.equals(".") || path.equals("image")) {
        continue;
      }
      var time = e.getLastModifiedTime().toInstant();
      result.add(
          new PackageEntry(
              path,
              kind(e, prefix, tar),
              e.getMode() & 07777,
              e.getLongUserId(),
              e.getLongGroupId(),
              Optional.empty(),
              Optional.empty(),
              new FileTime(time.getEpochSecond(), time.getNano()),
              xattrs(e)));
    }
  }

  private static Kind kind(TarArchiveEntry e, String prefix, TarArchiveInputStream tar)
      throws IOException {
    if (e.isDirectory()) {
      return new Kind.Directory();
    }
    String target = name(e.getLinkName(), false);
    if (e.isSymbolicLink()) {
      return new Kind.Symlink(target);
    }
    if (e.isLink()) {
      return new Kind.Hardlink(
          target.startsWith(prefix) ? target.substring(prefix.length()) : target);
    }
    return e.isFIFO() ? new Kind.Fifo() : new Kind.Regular(BytesContent.of(tar.readAllBytes()));
  }

  private static SortedMap<String, byte[]> xattrs(TarArchiveEntry e) {
    var xattrs = new TreeMap<String, byte[]>();
    String prefix = "SCHILY.xattr.";
    e.getExtraPaxHeaders()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                xattrs.put(key.substring(prefix.length()), value.getBytes(StandardCharsets.UTF_8));
              }
            });
    return xattrs;
  }

  /// A name read as Latin-1 is bytes; a name from a PAX header was decoded already.
  private static String name(String raw, boolean decoded) {
    boolean latin = raw.chars().allMatch(c -> c < 0x100);
    return decoded || !latin ? raw : PosixName.decode(raw.getBytes(StandardCharsets.ISO_8859_1));
  }
}
