package dev.envc.tree.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/// Finds the git directory of what a path names (gitrepository-layout(5)).
final class LocalRepository {
  private LocalRepository() {}

  /// The git directory of a bare repository, a work tree, or a linked work tree; empty when the
  /// path is none of them.
  static Optional<Path> gitDir(Path path) throws IOException {
    Path dotGit = path.resolve(".git");
    if (Files.isDirectory(dotGit)) {
      return isGitDir(dotGit) ? Optional.of(dotGit) : Optional.empty();
    }
    if (Files.isRegularFile(dotGit) && Files.size(dotGit) < 8192) {
      String text = Files.readString(dotGit, StandardCharsets.UTF_8).strip();
      if (text.startsWith("gitdir:")) {
        Path dir = path.resolve(text.substring(7).strip()).normalize();
        return isGitDir(dir) ? Optional.of(dir) : Optional.empty();
      }
      return Optional.empty();
    }
    return isGitDir(path) ? Optional.of(path) : Optional.empty();
  }

  /// The repository that has `path` in its work tree: what the user may have meant.
  static Optional<Path> enclosing(Path path) throws IOException {
    for (Path p = path.toAbsolutePath().normalize().getParent(); p != null; p = p.getParent()) {
      if (gitDir(p).isPresent()) {
        return Optional.of(p);
      }
    }
    return Optional.empty();
  }

  static boolean isBundle(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (var in = Files.newInputStream(path)) {
      String head = new String(in.readNBytes(16), StandardCharsets.ISO_8859_1);
      return head.startsWith("# v2 git bundle") || head.startsWith("# v3 git bundle");
    }
  }

  /// `sha1` or `sha256`.
  static String objectFormat(Path gitDir) throws IOException {
    Path config = commonDir(gitDir).resolve("config");
    if (!Files.isRegularFile(config)) {
      return "sha1";
    }
    var parsed = new Config();
    try {
      parsed.fromText(Files.readString(config, StandardCharsets.ISO_8859_1));
    } catch (ConfigInvalidException _) {
      return "sha1";
    }
    String format = parsed.getString("extensions", null, "objectformat");
    return format == null ? "sha1" : format;
  }

  private static boolean isGitDir(Path dir) throws IOException {
    return Files.isRegularFile(dir.resolve("HEAD"))
        && Files.isDirectory(commonDir(dir).resolve("objects"));
  }

  private static Path commonDir(Path gitDir) throws IOException {
    Path file = gitDir.resolve("commondir");
    if (Files.isRegularFile(file) && Files.size(file) < 8192) {
      return gitDir.resolve(Files.readString(file, StandardCharsets.UTF_8).strip()).normalize();
    }
    return gitDir;
  }
}
