package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// Reads a tar archive member by member: ustar, pax (POSIX.1-2001), GNU (long names, sparse files)
/// and what came before. Keeps names and extended attributes as bytes, and refuses what two readers
/// could understand differently.
///
/// Written here because commons-compress decodes pax values as UTF-8, which does not keep the bytes
/// of file capabilities, see spec/decisions.
final class TarReader {
  static final int BLOCK = 512;
  private static final byte[] ZEROS = new byte[BLOCK];

  private final InputStream in;
  private final Limits limits;
  private final byte[] block = new byte[BLOCK];
  private PaxHeader global = PaxHeader.EMPTY;

  /// Bytes of the current member that were not read, and the padding after them.
  private long left;

  private int padding;

  TarReader(InputStream in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  /// The next member; empty at the end of the archive. What was not read of the one before is
  /// skipped.
  Optional<TarMember> next() throws IOException, BadPackageException {
    finishMember();
    var headers = new TarHeaders();
    while (true) {
      if (!readBlock()) {
        throw new BadPackageException(
            StoreCode.TRUNCATED, "The archive ends without its end mark.");
      }
      if (Arrays.equals(block, ZEROS)) {
        if (!headers.isEmpty()) {
          throw bad("An extended header of the archive belongs to no member.");
        }
        expectOnlyZeros();
        return Optional.empty();
      }
      checkSum();
      char type = (char) (block[156] & 0xff);
      switch (type) {
        case 'x' -> headers.pax = PaxHeader.parse(extended());
        case 'g' -> global = PaxHeader.parse(extended()).over(global);
        case 'L' -> headers.longName = untilNul(extended());
        case 'K' -> headers.longLink = untilNul(extended());
        default -> {
          return Optional.of(member(headers, type));
        }
      }
    }
  }

  private TarMember member(TarHeaders headers, char type) throws IOException, BadPackageException {
    PaxHeader pax = headers.pax == null ? global : headers.pax.over(global);
    long stored = storedSize(pax);
    setData(stored);
    TarSparse sparse = TarSparse.read(this, block, pax, type, stored);
    return TarHeaders.member(block, pax, headers, sparse, type);
  }

  private long storedSize(PaxHeader pax) throws BadPackageException {
    Optional<byte[]> size = pax.get("size");
    long stored =
        size.isPresent() ? TarNumbers.decimal(size.get()) : TarNumbers.field(block, 124, 12);
    if (stored < 0) {
      throw bad("A size in a tar header is negative.");
    }
    return stored;
  }

  private void setData(long size) {
    left = size;
    padding = (int) (-size & (BLOCK - 1));
  }

  /// Bytes of the current member's data that were not read yet.
  long left() {
    return left;
  }

  /// Reads data of the current member: at least one byte, -1 at its end.
  int read(byte[] buffer, int offset, int length) throws IOException, BadPackageException {
    if (left == 0) {
      return -1;
    }
    int n = in.read(buffer, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw truncated();
    }
    left -= n;
    return n;
  }

  byte[] readFully(int length) throws IOException, BadPackageException {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      int n = read(bytes, at, length - at);
      if (n < 0) {
        throw truncated();
      }
      at += n;
    }
    return bytes;
  }

  /// A block that belongs to the headers, not to the member's data.
  byte[] headerBlock() throws IOException, BadPackageException {
    byte[] extra = new byte[BLOCK];
    if (in.readNBytes(extra, 0, BLOCK) != BLOCK) {
      throw truncated();
    }
    return extra;
  }

  private byte[] extended() throws IOException, BadPackageException {
    long size = TarNumbers.field(block, 124, 12);
    if (size < 0 || size > limits.headerBytes()) {
      throw new BadPackageException(
          StoreCode.TOO_BIG, "An extended header of the archive is of " + size + " bytes.");
    }
    setData(size);
    byte[] data = readFully((int) size);
    finishMember();
    return data;
  }

  static byte[] untilNul(byte[] data) {
    int end = 0;
    while (end < data.length && data[end] != 0) {
      end++;
    }
    return Arrays.copyOf(data, end);
  }

  private void finishMember() throws IOException, BadPackageException {
    long skip = left + padding;
    left = 0;
    padding = 0;
    try {
      in.skipNBytes(skip);
    } catch (java.io.EOFException e) {
      throw truncated();
    }
  }

  private boolean readBlock() throws IOException, BadPackageException {
    int n = in.readNBytes(block, 0, BLOCK);
    if (n != 0 && n != BLOCK) {
      throw truncated();
    }
    return n == BLOCK;
  }

  /// After the end mark only zeros may follow: anything else is seen by some readers and not by
  /// others.
  private void expectOnlyZeros() throws IOException, BadPackageException {
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      for (int i = 0; i < n; i++) {
        if (buffer[i] != 0) {
          throw bad("Data follows the end mark of the archive.");
        }
      }
    }
  }

  private void checkSum() throws BadPackageException {
    long stated = TarNumbers.field(block, 148, 8);
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      byte b = i >= 148 && i < 156 ? (byte) ' ' : block[i];
      unsigned += b & 0xff;
      signed += b;
    }
    if (stated != unsigned && stated != signed) {
      throw bad("A tar header has a wrong checksum.");
    }
  }

  static BadPackageException bad(String message) {
    return new BadPackageException(StoreCode.BAD_TAR, message);
  }

  private static BadPackageException truncated() {
    return new BadPackageException(
        StoreCode.TRUNCATED, "The archive ends in the middle of a member.");
  }
}
