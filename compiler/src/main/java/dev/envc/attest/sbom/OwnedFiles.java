package dev.envc.attest.sbom;

import dev.envc.attest.sbom.Bill.OwnedFile;
import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.RandomAccess;

/// The files of a package in a tree. Only the place and the SHA-1 of each are kept; the rest is
/// made of the tree when it is asked for.
final class OwnedFiles extends AbstractList<OwnedFile> implements RandomAccess {
  private static final int SHA1 = 20;

  private final FileTree tree;
  private int[] places = new int[16];
  private byte[] sha1s = new byte[16 * SHA1];
  private int count;

  OwnedFiles(FileTree tree) {
    this.tree = tree;
  }

  /// Adds the file at a place of the tree; its content is read for the SHA-1.
  void add(int place, Content content) throws IOException {
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
      sha1s = Arrays.copyOf(sha1s, 2 * count * SHA1);
    }
    places[count] = place;
    System.arraycopy(sha1(content), 0, sha1s, count * SHA1, SHA1);
    count++;
  }

  @Override
  public OwnedFile get(int index) {
    if (index >= count) {
      throw new IndexOutOfBoundsException(index);
    }
    FileTree.Entry e = tree.entries().get(places[index]);
    if (!(e.node() instanceof Node.Regular(var content))) {
      throw new IllegalStateException("no file any more: " + e.path());
    }
    return new OwnedFile(
        readable(e.path()),
        content.digest().hex(),
        HexFormat.of().formatHex(sha1s, index * SHA1, (index + 1) * SHA1));
  }

  @Override
  public int size() {
    return count;
  }

  /// Bytes that are not UTF-8 as `\xHH`: JSON has no other place for them.
  private static String readable(String path) {
    var out = new StringBuilder();
    path.chars()
        .forEach(
            c ->
                out.append(
                    c >= 0xdc80 && c <= 0xdcff
                        ? "\\x" + Integer.toHexString(c - 0xdc00)
                        : Character.toString(c)));
    return out.toString();
  }

  private static byte[] sha1(Content content) throws IOException {
    try (InputStream in = content.open()) {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha1));
      return sha1.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
