package dev.envc.tree.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The EAPI of an ebuild as it stands at its head, found without running it (PMS 7.3.1).
final class EapiHead {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[ \t]*EAPI=(['\"]?)([A-Za-z0-9+_.-]*)\\1[ \t]*(?:[ \t]#.*)?");

  private EapiHead() {}

  /// `0` when the first line that is neither blank nor a comment does not assign one; empty when it
  /// assigns nothing.
  static Optional<String> of(byte[] ebuild) {
    String text = new String(ebuild, StandardCharsets.UTF_8);
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(start, end);
      String bare = line.strip();
      if (!bare.isEmpty() && !bare.startsWith("#")) {
        Matcher m = ASSIGNMENT.matcher(line);
        if (!m.matches()) {
          return Optional.of("0");
        }
        return m.group(2).isEmpty() ? Optional.empty() : Optional.of(m.group(2));
      }
      start = end + 1;
    }
    return Optional.of("0");
  }
}
