package dev.envc.tree.git;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.tree.TreeReadException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The ids of git objects: the digest of `type length NUL content`.
final class ObjectIds {
  private ObjectIds() {}

  static boolean isFull(String text) {
    return (text.length() == 40 || text.length() == 64) && isHex(text);
  }

  static boolean isHex(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /// Throws when `object` is not what `id` names.
  static void verify(String algorithm, String id, GitObject object, Path database)
      throws TreeReadException {
    if (!id.equals(of(algorithm, object))) {
      throw corrupt(id, database, "its content does not fit its id");
    }
  }

  static String of(String algorithm, GitObject object) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      String header = object.type().word() + " " + object.content().length + "\0";
      digest.update(header.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(object.content()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static TreeReadException corrupt(String id, Object database, @Nullable String why) {
    Diagnostic diagnostic =
        Diagnostic.error(
                TreeCode.CORRUPT_REPOSITORY,
                "Git object " + id + " of " + database + " cannot be read.")
            .hint("Check the repository with `git fsck`, or clone it anew.");
    return new TreeReadException(why == null ? diagnostic : diagnostic.note("Reason: " + why));
  }
}
