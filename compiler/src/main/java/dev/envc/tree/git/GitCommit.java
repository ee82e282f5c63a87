package dev.envc.tree.git;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What envc wants of a commit object: its root tree, and when it was committed.
record GitCommit(String tree, Instant date) {
  private static final Pattern COMMITTER =
      Pattern.compile("(?m)^committer .*> (-?[0-9]{1,15}) [-+][0-9]{4}$");

  /// Empty when the object is malformed.
  static Optional<GitCommit> parse(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int headEnd = text.indexOf("\n\n");
    String head = headEnd < 0 ? text : text.substring(0, headEnd);
    int lineEnd = head.indexOf('\n');
    Matcher committer = COMMITTER.matcher(head);
    if (lineEnd < 0 || !head.startsWith("tree ") || !committer.find()) {
      return Optional.empty();
    }
    String tree = head.substring(5, lineEnd);
    return ObjectIds.isFull(tree)
        ? Optional.of(
            new GitCommit(tree, Instant.ofEpochSecond(Long.parseLong(committer.group(1)))))
        : Optional.empty();
  }
}
