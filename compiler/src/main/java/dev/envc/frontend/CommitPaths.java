package dev.envc.frontend;

import dev.envc.ast.Document;
import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.source.Span;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where imports from git lie: the repository, the commit, the path in it.
final class CommitPaths {
  private static final Pattern SCP_LIKE = Pattern.compile("[^/:\\s]+@[^/:\\s]+:[^\\s]+");
  private static final Pattern PASSWORD = Pattern.compile("://[^/]*:[^/]*@");
  private static final int LONGEST = 4096;

  private CommitPaths() {}

  /// How an import from git is written in the form of the file at `place`.
  static String example(Span place) {
    boolean dsl = Forms.of(place.file().name()).filter(f -> f == Document.Form.DSL).isPresent();
    return dsl
        ? "For example `extends lines/common.envc from https://… at COMMIT`."
        : "For example `{ git: https://…, commit: …, path: lines/common.env.yaml }`.";
  }

  /// A path in a commit that a file of it (or, when empty, a manifest from elsewhere) writes.
  static Optional<String> resolve(String from, Scalar written, Diagnostics diagnostics) {
    String text = written.text();
    var parts = new ArrayList<String>();
    if (from.contains("/")) {
      parts.addAll(List.of(from.substring(0, from.lastIndexOf('/')).split("/", -1)));
    }
    boolean inside = !text.startsWith("/") && text.length() < LONGEST && text.indexOf('\0') < 0;
    for (String part : text.split("/", -1)) {
      if (part.equals("..")) {
        inside &= !parts.isEmpty();
        if (!parts.isEmpty()) {
          parts.removeLast();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    if (!inside || parts.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.BAD_IMPORT, written.span(), "This path leads out of the commit.")
              .hint("Paths of imports from git stay inside the commit; `/` and `..` do not."));
      return Optional.empty();
    }
    return Optional.of(String.join("/", parts));
  }

  /// A repository as it is fetched: a URL, or an absolute path. A relative path starts from the
  /// manifest that writes it.
  static Optional<String> url(Scalar git, Optional<Path> base, Diagnostics diagnostics) {
    String text = git.text();
    if (PASSWORD.matcher(text).find()) {
      diagnostics.add(
          Diagnostic.error(ManifestCode.BAD_LOCATION, git.span(), "A manifest holds no password.")
              .hint("Leave it to git's credential helpers or ~/.netrc."));
      return Optional.empty();
    }
    if (text.contains("://") || SCP_LIKE.matcher(text).matches()) {
      return Optional.of(text);
    }
    try {
      Path path = Path.of(text);
      if (path.isAbsolute() || base.isPresent()) {
        return Optional.of(base.map(b -> b.resolve(path)).orElse(path).normalize().toString());
      }
    } catch (InvalidPathException _) {
      // Said below.
    }
    diagnostics.add(
        Diagnostic.error(
            ManifestCode.BAD_LOCATION,
            git.span(),
            "This is no URL, and here a path has no start."));
    return Optional.empty();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
