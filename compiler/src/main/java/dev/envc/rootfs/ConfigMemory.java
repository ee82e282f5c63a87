package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PosixName;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What packages brought last for protected files that were there already: /var/lib/portage/config.
/// The same once more is no news to the administrator, and is not laid beside the file again
/// (`emerge --noconfmem` in emerge(1)).
final class ConfigMemory {
  private final Map<String, String> digests = new LinkedHashMap<>();

  /// @param path as the package has it
  boolean knows(String path, Node node) throws IOException {
    return path.chars().noneMatch(Character::isWhitespace)
        && digest(node).equals(digests.get(path));
  }

  void remember(String path, Node node) throws IOException {
    digests.put(path, digest(node));
  }

  /// A line of path and MD5 for each. Portage reads the path up to the first space, and so knows
  /// none with a space again.
  byte[] toBytes() {
    var text = new StringBuilder();
    digests.forEach(
        (path, md5) -> text.append('/').append(path).append(' ').append(md5).append('\n'));
    return PosixName.encode(text.toString());
  }

  private static String digest(Node node) throws IOException {
    return switch (node) {
      case Node.Regular(var content) -> content.md5();
      case Node.Symlink(var target) -> BytesContent.of(PosixName.encode(target)).md5();
      case Node.Fifo _, Node.Device _, Node.Directory _, Node.Hardlink _ -> "";
    };
  }
}
