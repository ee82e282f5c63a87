package dev.envc.rootfs;

import dev.envc.store.PosixName;
import java.util.Arrays;
import java.util.Comparator;

/// The order of paths in a file tree: by bytes, with `/` before every other byte, so that a
/// directory comes right before what it holds.
public enum PathOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    return Arrays.compareUnsigned(key(a), key(b));
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
