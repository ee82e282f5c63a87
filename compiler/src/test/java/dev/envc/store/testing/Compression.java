package dev.envc.store.testing;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// The compressions packages use, with the extension a gpkg's member has.
public enum Compression {
  NONE(""),
  ZSTD(".zst"),
  XZ(".xz"),
  GZIP(".gz"),
  BZIP2(".bz2"),
  LZ4(".lz4");

  private final String extension;

  Compression(String extension) {
    this.extension = extension;
  }

  public String extension() {
    return extension;
  }

  public byte[] pack(byte[] plain) {
    if (this == NONE) {
      return plain;
    }
    if (this == ZSTD) {
      return Zstd.compress(plain);
    }
    var bytes = new ByteArrayOutputStream();
    try (OutputStream packed = stream(bytes)) {
      packed.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private OutputStream stream(OutputStream out) throws IOException {
    return switch (this) {
      case NONE, ZSTD -> out;
      case XZ -> new XZOutputStream(out, new LZMA2Options());
      case GZIP -> new GZIPOutputStream(out);
      case BZIP2 -> new BZip2CompressorOutputStream(out);
      case LZ4 -> new FramedLZ4CompressorOutputStream(out);
    };
  }
}
