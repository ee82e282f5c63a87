package dev.envc.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;

/// The order of paths in a file tree: by bytes, with `/` before every other byte, so that a
/// directory comes right before what it holds.
public enum PathOrder implements Comparator<String> {
  INSTANCE;

  /// The order of things by their paths.
  public static <T> Comparator<T> by(Function<? super T, String> path) {
    return (a, b) -> INSTANCE.compare(path.apply(a), path.apply(b));
  }

  @Override
  public int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return x < 0x80 && y < 0x80
            ? Integer.compare(rank(x), rank(y))
            : Arrays.compareUnsigned(key(a), key(b));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static int rank(char c) {
    return c == '/' ? 0 : c;
  }

  private static byte[] key(String path) {
    byte[] bytes = PosixName.encode(path);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '/') {
        bytes[i] = 0;
      }
    }
    return bytes;
  }
}
