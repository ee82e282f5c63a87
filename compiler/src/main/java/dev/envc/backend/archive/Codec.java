package dev.envc.backend.archive;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How an archive is compressed. The bytes depend on content, codec and level alone, not on the
/// number of threads.
public enum Codec {
  NONE("", 0, 0, 0),
  GZIP(".gz", 1, 9, 6),
  ZSTD(".zst", 1, 19, 3),
  XZ(".xz", 0, 9, 3);

  /// How many bytes the native library is given at once: headers are small, and each call costs.
  private static final int CALL = 1 << 17;

  /// Half of the table that zstd has for short matches at its level 3: it stays in the processor's
  /// cache. Layers are as small as those of zstd 1.5.4 at this level, for a twentieth less time.
  private static final int CHAIN_LOG = 15;

  private final String suffix;
  private final int least;
  private final int most;
  private final int defaultLevel;

  Codec(String suffix, int least, int most, int defaultLevel) {
    this.suffix = suffix;
    this.least = least;
    this.most = most;
    this.defaultLevel = defaultLevel;
  }

  /// The word in manifests: `gzip`.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// What file names end with: `.gz`.
  public String suffix() {
    return suffix;
  }

  public int leastLevel() {
    return least;
  }

  public int mostLevel() {
    return most;
  }

  public int defaultLevel() {
    return defaultLevel;
  }

  public static Optional<Codec> of(String word) {
    return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Codec::word).toList();
  }

  /// A stream that compresses what is written to it; closing it closes `out`.
  ///
  /// @param threads how many threads may work, at least 1
  public OutputStream compress(OutputStream out, int level, int threads) throws IOException {
    return compress(out, level, Math.max(1, threads), true);
  }

  /// As [#compress], for bytes that are kept by their digest: zstd has no checksum of its own then.
  ///
  /// @param threads 0 when the thread that writes is to compress, for archives of which several are
  ///   made at once; the bytes of zstd are others then
  public OutputStream compressUnchecked(OutputStream out, int level, int threads)
      throws IOException {
    return compress(out, level, threads, false);
  }

  private OutputStream compress(OutputStream out, int level, int threads, boolean checksum)
      throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new ParallelCompressor(out, new GzipBlocks(level), threads);
      case XZ -> new ParallelCompressor(out, new XzBlocks(level), threads);
      case ZSTD -> {
        var zstd = new ZstdOutputStream(out, level);
        zstd.setChecksum(checksum);
        if (level == defaultLevel) {
          zstd.setChainLog(CHAIN_LOG);
        }
        // One worker and many give the same bytes; none gives others.
        zstd.setWorkers(threads);
        yield new BufferedOutputStream(zstd, CALL);
      }
    };
  }
}
