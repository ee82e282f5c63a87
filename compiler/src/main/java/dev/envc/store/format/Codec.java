package dev.envc.store.format;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.envc.diagnostic.StoreCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/// Compressions of packages, told by the first bytes and not by a name.
enum Codec {
  NONE,
  ZSTD,
  XZ,
  GZIP,
  BZIP2,
  LZ4;

  private static final Charset ISO = StandardCharsets.ISO_8859_1;
  private static final int SNIFF = 512;
  private static final int BUFFER = 1 << 16;

  /// 1 GiB of dictionary, the largest `xz -9` uses being 64 MiB.
  private static final int XZ_MEMORY_KIB = 1 << 20;

  /// The decompressed bytes of a stream. Several compressed streams one after the other are one, as
  /// the compressors' own programs have it.
  static InputStream open(InputStream packed) throws IOException, BadPackageException {
    var in = new BufferedInputStream(packed, BUFFER);
    in.mark(SNIFF);
    byte[] head = in.readNBytes(SNIFF);
    in.reset();
    return of(head).stream(in);
  }

  static Codec of(byte[] head) throws BadPackageException {
    if (starts(head, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableFrame(head)) {
      return ZSTD;
    }
    if (starts(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    if (starts(head, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (starts(head, 'B', 'Z', 'h')) {
      return BZIP2;
    }
    if (starts(head, 0x04, 0x22, 0x4d, 0x18)) {
      return LZ4;
    }
    if (starts(head, 'L', 'Z', 'I', 'P')) {
      throw unsupported("lzip");
    }
    if (starts(head, 0x89, 'L', 'Z', 'O')) {
      throw unsupported("lzop");
    }
    if (isTar(head)) {
      return NONE;
    }
    throw unsupported("no compression that envc knows");
  }

  /// Zstandard's skippable frames begin with 0x184D2A50 to 0x184D2A5F.
  private static boolean isSkippableFrame(byte[] head) {
    return head.length >= 4
        && (head[0] & 0xf0) == 0x50
        && starts(head, head[0] & 0xff, 0x2a, 0x4d, 0x18);
  }

  private static boolean isTar(byte[] head) {
    boolean ustar = head.length > 262 && new String(head, 257, 5, ISO).equals("ustar");
    boolean empty = head.length == SNIFF;
    for (byte b : head) {
      empty &= b == 0;
    }
    return ustar || empty;
  }

  private static boolean starts(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static BadPackageException unsupported(String what) {
    return new BadPackageException(
        StoreCode.UNSUPPORTED_COMPRESSION,
        "An archive in it is compressed with "
            + what
            + "; zstd, xz, gzip, bzip2, lz4 and none can be read.");
  }

  private InputStream stream(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case ZSTD -> new ZstdInputStreamNoFinalizer(in).setContinuous(false).setLongMax(31);
      case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .get();
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case LZ4 -> new FramedLZ4CompressorInputStream(in, true);
    };
  }
}
