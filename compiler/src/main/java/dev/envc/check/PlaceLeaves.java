package dev.envc.check;

import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.language.CommitId;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where things are: trees, profiles, commits, URLs and paths.
final class PlaceLeaves {
  /// PMS 3.1.5.
  private static final Pattern TREE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");

  private static final Pattern SCP_LIKE = Pattern.compile("[^/:\\s]+@[^/:\\s]+:[^\\s]+");
  private static final Set<String> GIT_SCHEMES = Set.of("https", "http", "ssh", "git", "file");
  private static final Set<String> URL_SCHEMES = Set.of("https", "http", "file");

  private final Diagnostics diagnostics;
  private final CheckSettings settings;

  PlaceLeaves(Diagnostics diagnostics, CheckSettings settings) {
    this.diagnostics = diagnostics;
    this.settings = settings;
  }

  Optional<String> treeName(Scalar s) {
    if (TREE.matcher(s.text()).matches()) {
      return Optional.of(s.text());
    }
    diagnostics.add(
        Diagnostic.error(ManifestCode.BAD_NAME, s.span(), "`" + s.text() + "` cannot name a tree.")
            .hint("A tree's name has letters, digits, `_` and `-`."));
    return Optional.empty();
  }

  Optional<String> commit(Scalar s) {
    Optional<String> problem = CommitId.problem(s.text());
    problem.ifPresent(
        p ->
            diagnostics.add(
                Diagnostic.error(ManifestCode.BAD_COMMIT, s.span(), p).hint(CommitId.HINT)));
    return problem.isPresent() ? Optional.empty() : Optional.of(s.text());
  }

  /// A git location as git takes it; paths are absolute.
  Optional<String> git(Scalar s) {
    String text = s.text();
    if (SCP_LIKE.matcher(text).matches()) {
      return Optional.of(text);
    }
    if (text.contains("://")) {
      return uri(s, GIT_SCHEMES).map(URI::toString);
    }
    return directory(s).map(Path::toString);
  }

  /// The URI of a binhost.
  Optional<URI> url(Scalar s) {
    return s.text().contains("://") ? uri(s, URL_SCHEMES) : directory(s).map(PlaceLeaves::fileUri);
  }

  private static URI fileUri(Path path) {
    // Path.toUri asks the file system whether the path is a directory.
    try {
      return new URI("file", "", path.toString(), null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<URI> uri(Scalar s, Set<String> schemes) {
    try {
      URI uri = new URI(s.text());
      if (uri.getScheme() == null || !schemes.contains(uri.getScheme())) {
        return badLocation(s, "This kind of URL is not supported here.")
            .hintedWith(
                "Use one of: " + String.join(", ", schemes.stream().sorted().toList()) + ".");
      }
      String user = uri.getUserInfo();
      if (user != null && (user.contains(":") || !uri.getScheme().equals("ssh"))) {
        return badLocation(s, "A manifest holds no user name or password.")
            .hintedWith("Leave it to git's credential helpers or ~/.netrc.");
      }
      if (uri.getHost() == null && !uri.getScheme().equals("file")) {
        return badLocation(s, "The URL has no host.").alone();
      }
      return Optional.of(uri);
    } catch (URISyntaxException e) {
      return badLocation(s, "This is not a URL.").alone();
    }
  }

  /// A local directory, absolute; relative ones start from the manifest.
  Optional<Path> directory(Scalar s) {
    Optional<Path> path = path(s);
    Optional<Path> base = settings.directories().apply(s.span().file());
    if (path.isPresent() && base.isEmpty() && !path.get().isAbsolute()) {
      return badLocation(s, "This module is no local file, so a relative path has no start.")
          .alone();
    }
    return path.map(p -> base.map(b -> b.resolve(p)).orElse(p).normalize());
  }

  private Optional<Path> path(Scalar s) {
    if (s.text().isBlank()) {
      return badLocation(s, "Here a path is expected.").alone();
    }
    try {
      return Optional.of(Path.of(s.text()));
    } catch (InvalidPathException e) {
      return badLocation(s, "This is not a path.").alone();
    }
  }

  Optional<String> profile(Scalar s) {
    int colon = s.text().indexOf(':');
    String path = s.text().substring(colon + 1);
    boolean good =
        colon > 0 && TREE.matcher(s.text().substring(0, colon)).matches() && isCleanRelative(path);
    if (good) {
      return Optional.of(s.text());
    }
    diagnostics.add(
        Diagnostic.error(ManifestCode.BAD_PROFILE, s.span(), "A profile is written `tree:path`.")
            .hint(
                "The path is relative to the tree's `profiles/`, for example"
                    + " `gentoo:default/linux/amd64/23.0`."));
    return Optional.empty();
  }

  Optional<String> subdirectory(Scalar s) {
    if (isCleanRelative(s.text())) {
      return Optional.of(s.text());
    }
    badPath(s, "A path inside the tree is relative, without `..`.");
    return Optional.empty();
  }

  /// A path in the image: absolute and clean.
  Optional<String> imagePath(Scalar s) {
    String text = s.text();
    if (text.startsWith("/") && isCleanRelative(text.substring(1)) && text.length() < 4096) {
      return Optional.of(text);
    }
    badPath(s, "A path in the image starts with `/` and has no empty part, `.` or `..`.");
    return Optional.empty();
  }

  private static boolean isCleanRelative(String path) {
    if (path.isEmpty() || path.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private void badPath(Scalar s, String message) {
    diagnostics.add(Diagnostic.error(ManifestCode.BAD_PATH, s.span(), message));
  }

  private Refusal badLocation(Scalar s, String message) {
    return new Refusal(Diagnostic.error(ManifestCode.BAD_LOCATION, s.span(), message));
  }

  /// A refused value.
  private final class Refusal {
    private final Diagnostic diagnostic;

    Refusal(Diagnostic diagnostic) {
      this.diagnostic = diagnostic;
    }

    <T> Optional<T> alone() {
      diagnostics.add(diagnostic);
      return Optional.empty();
    }

    <T> Optional<T> hintedWith(String hint) {
      diagnostics.add(diagnostic.hint(hint));
      return Optional.empty();
    }
  }
}
