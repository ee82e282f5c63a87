package dev.envc.store.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// BLAKE2b with 64 bytes of output and no key (RFC 7693), the second digest of a gpkg's Manifest.
/// The JDK does not have it.
final class Blake2b {
  private static final int BLOCK = 128;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] IV = {
    0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
  };
  private static final byte[][] SIGMA = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
  };

  private final long[] h = IV.clone();
  private final long[] m = new long[16];
  private final long[] v = new long[16];
  private final byte[] buffer = new byte[BLOCK];
  private int buffered;
  private long count;

  Blake2b() {
    h[0] ^= 0x01010000 ^ 64;
  }

  void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (buffered == BLOCK) {
        count += BLOCK;
        compress(buffer, 0, false);
        buffered = 0;
      }
      if (buffered == 0) {
        // The last block must stay for digest(), so a whole block is only taken when more follows.
        while (end - at > BLOCK) {
          count += BLOCK;
          compress(bytes, at, false);
          at += BLOCK;
        }
      }
      int n = Math.min(BLOCK - buffered, end - at);
      System.arraycopy(bytes, at, buffer, buffered, n);
      buffered += n;
      at += n;
    }
  }

  byte[] digest() {
    count += buffered;
    java.util.Arrays.fill(buffer, buffered, BLOCK, (byte) 0);
    compress(buffer, 0, true);
    byte[] out = new byte[64];
    for (int i = 0; i < 8; i++) {
      LONGS.set(out, i * 8, h[i]);
    }
    return out;
  }

  private void compress(byte[] block, int offset, boolean last) {
    for (int i = 0; i < 16; i++) {
      m[i] = (long) LONGS.get(block, offset + i * 8);
    }
    System.arraycopy(h, 0, v, 0, 8);
    System.arraycopy(IV, 0, v, 8, 8);
    v[12] ^= count;
    v[14] = last ? ~v[14] : v[14];
    for (int round = 0; round < 12; round++) {
      byte[] s = SIGMA[round % 10];
      mix(0, 4, 8, 12, m[s[0]], m[s[1]]);
      mix(1, 5, 9, 13, m[s[2]], m[s[3]]);
      mix(2, 6, 10, 14, m[s[4]], m[s[5]]);
      mix(3, 7, 11, 15, m[s[6]], m[s[7]]);
      mix(0, 5, 10, 15, m[s[8]], m[s[9]]);
      mix(1, 6, 11, 12, m[s[10]], m[s[11]]);
      mix(2, 7, 8, 13, m[s[12]], m[s[13]]);
      mix(3, 4, 9, 14, m[s[14]], m[s[15]]);
    }
    for (int i = 0; i < 8; i++) {
      h[i] ^= v[i] ^ v[i + 8];
    }
  }

  private void mix(int a, int b, int c, int d, long x, long y) {
    long va = v[a] + v[b] + x;
    long vd = Long.rotateRight(v[d] ^ va, 32);
    long vc = v[c] + vd;
    long vb = Long.rotateRight(v[b] ^ vc, 24);
    va += vb + y;
    vd = Long.rotateRight(vd ^ va, 16);
    vc += vd;
    v[a] = va;
    v[b] = Long.rotateRight(vb ^ vc, 63);
    v[c] = vc;
    v[d] = vd;
  }
}
