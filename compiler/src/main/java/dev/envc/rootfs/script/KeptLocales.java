package dev.envc.rootfs.script;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Locales that were compiled before from the same sources: compiling takes a second, and the same
/// glibc comes in every image. A file for each, named by the digest of all it was made of; it ends
/// with its own SHA-256, and one that does not fit counts as absent.
final class KeptLocales {
  /// Counts up when the same sources are compiled to other bytes.
  private static final int VERSION = 1;

  private static final int HASH = 32;

  private final Path directory;
  private final byte[] sources;

  /// @param directory where they are; made when there is something to keep
  /// @param sources the digest of everything that a locale may be made of
  KeptLocales(Path directory, byte[] sources) {
    this.directory = directory;
    this.sources = sources.clone();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The files of a locale by their paths in its directory.
  Optional<Map<String, byte[]>> find(String locale) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(place(locale));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    int end = bytes.length - HASH;
    return end >= 0 && Arrays.equals(hash(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length))
        ? Optional.of(files(bytes))
        : Optional.empty();
  }

  void keep(String locale, Map<String, byte[]> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(files.size());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      out.writeUTF(file.getKey());
      out.writeInt(file.getValue().length);
      out.write(file.getValue());
    }
    out.write(hash(bytes.toByteArray(), bytes.size()));
    Files.createDirectories(directory);
    Path partial = Files.createTempFile(directory, ".", ".part");
    Files.write(partial, bytes.toByteArray());
    Files.move(
        partial,
        place(locale),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static Map<String, byte[]> files(byte[] bytes) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    var files = new TreeMap<String, byte[]>();
    for (int left = in.readInt(); left > 0; left--) {
      String path = in.readUTF();
      files.put(path, in.readNBytes(in.readInt()));
    }
    return files;
  }

  private Path place(String locale) {
    MessageDigest name = digest();
    name.update((VERSION + "\n" + locale + "\n").getBytes(StandardCharsets.UTF_8));
    return directory.resolve(HexFormat.of().formatHex(name.digest(sources)));
  }

  private static byte[] hash(byte[] bytes, int length) {
    MessageDigest hash = digest();
    hash.update(bytes, 0, length);
    return hash.digest();
  }
}
