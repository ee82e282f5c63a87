package dev.envc.language;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Ids of git commits: all of their 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits, so
/// that one commit is written in one way.
public final class CommitId {
  /// What mends each of the problems.
  public static final String HINT =
      "Write all 40 (or 64) lower-case digits: `git rev-parse COMMIT` prints them.";

  private static final Pattern FULL = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern SHORT = Pattern.compile("[0-9a-fA-F]{4,63}");

  private CommitId() {}

  /// Why a text is no id, in a sentence; empty when it is one.
  public static Optional<String> problem(String text) {
    if (FULL.matcher(text).matches()) {
      return Optional.empty();
    }
    if (FULL.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
      return Optional.of("A commit id is written in lower case.");
    }
    return Optional.of(
        SHORT.matcher(text).matches()
            ? "A short commit id may stand for another commit tomorrow."
            : "This is not a commit id; branches and tags move.");
  }
}
