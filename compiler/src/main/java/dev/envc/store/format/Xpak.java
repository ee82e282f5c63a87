package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import dev.envc.lock.BinaryFormat;
import dev.envc.store.PosixName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;

/// xpak (xpak(5)): a compressed tar of the image, then `XPAKPACK`, an index, the metadata files,
/// `XPAKSTOP`, the length of that part and `STOP`. Numbers are big endian.
final class Xpak {
  private static final int TRAILER = 16;
  private static final int HEADER = 16;

  private Xpak() {}

  /// Whether a file ends as an xpak does.
  static boolean matches(FileChannel file) throws IOException {
    return file.size() >= TRAILER && isTrailer(bytes(file, file.size() - TRAILER, TRAILER));
  }

  static UnpackedPackage read(FileChannel file, ContentSink sink, Limits limits)
      throws IOException, BadPackageException {
    byte[] trailer = bytes(file, Math.max(0, file.size() - TRAILER), TRAILER);
    if (!isTrailer(trailer)) {
      throw broken("It does not end as an xpak does.");
    }
    long length = number(trailer, 8) + 8;
    long start = file.size() - length;
    if (start < 0 || length < HEADER + TRAILER) {
      throw broken("Its metadata is longer than the file.");
    }
    SortedMap<String, byte[]> metadata = metadata(file, start, length, limits);
    var image = new ImageCollector("", sink, limits);
    var counted = new CountedStream(new FileRange(file, 0, start));
    image.readAll(Archives.open(counted, counted::count, limits));
    return new UnpackedPackage(BinaryFormat.XPAK, image.entries(), metadata, Optional.empty());
  }

  private static SortedMap<String, byte[]> metadata(
      FileChannel file, long start, long length, Limits limits)
      throws IOException, BadPackageException {
    if (length > limits.metadataBytes()) {
      throw new BadPackageException(
          StoreCode.TOO_BIG, "Its metadata is larger than " + limits.metadataBytes() + " bytes.");
    }
    byte[] part = bytes(file, start, (int) length);
    if (!text(part, 0, 8).equals("XPAKPACK")) {
      throw broken("Its metadata does not begin with XPAKPACK.");
    }
    long index = number(part, 8);
    long data = number(part, 12);
    if (HEADER + index + data + TRAILER != length) {
      throw broken("The lengths in its metadata do not add up.");
    }
    return files(part, (int) index, (int) data, new Metadata(limits));
  }

  private static SortedMap<String, byte[]> files(byte[] part, int index, int data, Metadata files)
      throws BadPackageException {
    int end = HEADER + index;
    for (int at = HEADER; at < end; ) {
      long nameLength = end - at < 4 ? -1 : number(part, at);
      if (nameLength < 1 || nameLength > end - at - 12) {
        throw broken("The index of its metadata is malformed.");
      }
      String name = PosixName.decode(Arrays.copyOfRange(part, at + 4, at + 4 + (int) nameLength));
      at += 4 + (int) nameLength;
      long offset = number(part, at);
      long length = number(part, at + 4);
      at += 8;
      if (offset + length > data) {
        throw broken("The index of its metadata points outside.");
      }
      files.reserve(length);
      int from = end + (int) offset;
      files.put(name, Arrays.copyOfRange(part, from, from + (int) length));
    }
    return files.files();
  }

  private static boolean isTrailer(byte[] trailer) {
    return trailer.length == TRAILER
        && text(trailer, 0, 8).equals("XPAKSTOP")
        && text(trailer, 12, 4).equals("STOP");
  }

  private static byte[] bytes(FileChannel file, long position, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {}
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static long number(byte[] bytes, int offset) {
    return ByteBuffer.wrap(bytes).getInt(offset) & 0xffff_ffffL;
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }

  private static BadPackageException broken(String message) {
    return new BadPackageException(StoreCode.BROKEN_CONTAINER, message);
  }

  private static final class CountedStream extends InputStream {
    private final FileRange in;
    private long count;

    CountedStream(FileRange in) {
      this.in = in;
    }

    long count() {
      return count;
    }

    @Override
    public int read() {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int n = in.read(buffer, offset, length);
      count += Math.max(n, 0);
      return n;
    }
  }
}
