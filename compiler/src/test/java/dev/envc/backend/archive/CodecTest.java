package dev.envc.backend.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.XZInputStream;

final class CodecTest {
  private static byte[] sample(int size) {
    byte[] bytes = new byte[size];
    var random = new Random(42);
    for (int i = 0; i < size; i++) {
      bytes[i] = i > 5000 && random.nextInt(8) > 0 ? bytes[i - 4999] : (byte) random.nextInt(64);
    }
    return bytes;
  }

  private static byte[] compress(Codec codec, byte[] bytes, int threads, int step)
      throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream stream = codec.compress(out, codec.defaultLevel(), threads)) {
      for (int at = 0; at < bytes.length; at += step) {
        stream.write(bytes, at, Math.min(step, bytes.length - at));
      }
    }
    return out.toByteArray();
  }

  private static InputStream decompress(Codec codec, byte[] bytes) throws IOException {
    var in = new ByteArrayInputStream(bytes);
    return switch (codec) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in);
      case ZSTD -> new ZstdCompressorInputStream(in);
      case XZ -> new XZInputStream(in);
    };
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void threadsAndChunksChangeNothing(Codec codec) throws Exception {
    byte[] bytes = sample(9_000_001);
    byte[] one = compress(codec, bytes, 1, 100_000);
    assertArrayEquals(one, compress(codec, bytes, 2, 8192));
    assertArrayEquals(one, compress(codec, bytes, 5, 1_000_003));
    assertArrayEquals(bytes, decompress(codec, one).readAllBytes());
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void small(Codec codec) throws Exception {
    for (int size : new int[] {0, 1, 511, 40_000}) {
      byte[] bytes = sample(size);
      assertArrayEquals(
          bytes, decompress(codec, compress(codec, bytes, 2, 7 + size)).readAllBytes());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"GZIP", "ZSTD", "XZ"})
  void compresses(Codec codec) throws Exception {
    byte[] bytes = sample(2_000_000);
    assertTrue(compress(codec, bytes, 2, 65536).length < bytes.length * 7 / 10);
  }
}
