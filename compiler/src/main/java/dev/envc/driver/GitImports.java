package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.frontend.CommitFiles;
import dev.envc.tree.TreeReadException;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.TreeSource;
import dev.envc.tree.git.GitTree;
import dev.envc.tree.git.GitTrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Manifests in git commits, read from the object database of the repository or of the cache. A
/// commit stays open until this is closed.
public final class GitImports implements CommitFiles, AutoCloseable {
  private record Commit(String url, String id) {}

  private final Path cacheDirectory;
  private final boolean offline;
  private @Nullable GitTrees git;
  private final Map<Commit, GitTree> open = new LinkedHashMap<>();

  /// @param cacheDirectory the compiler's cache
  /// @param offline whether only what the cache or this machine has may be read
  public GitImports(Path cacheDirectory, boolean offline) {
    this.cacheDirectory = cacheDirectory;
    this.offline = offline;
  }

  /// Made when it is needed: most manifests import nothing from git.
  private GitTrees git() {
    if (git == null) {
      git = new GitTrees(cacheDirectory.resolve("trees").resolve("git"), offline);
    }
    return git;
  }

  @Override
  public Optional<byte[]> read(Source source, String path) throws UserErrorException, IOException {
    try {
      return commit(source).read(path);
    } catch (TreeReadException e) {
      throw new UserErrorException(blamed(e.diagnostic(), source));
    }
  }

  @Override
  public List<String> list(Source source, String directory) throws UserErrorException, IOException {
    try {
      // Links are not followed: one that leads out of the commit spoils no list of names.
      return commit(source).entries(directory).stream()
          .map(e -> e.kind() == TreeSource.Kind.DIRECTORY ? e.name() + "/" : e.name())
          .toList();
    } catch (TreeReadException e) {
      throw new UserErrorException(blamed(e.diagnostic(), source));
    }
  }

  private GitTree commit(Source source) throws UserErrorException, IOException {
    var key = new Commit(source.url(), source.commit());
    GitTree known = open.get(key);
    if (known != null) {
      return known;
    }
    var location =
        new TreeRequest.Location.Git(
            source.url(), source.commit(), Optional.of(source.commitSpan()));
    GitTree tree =
        git()
            .open(new TreeRequest("import", location, "", Optional.of(source.urlSpan())), location);
    open.put(key, tree);
    return tree;
  }

  private static Diagnostic blamed(Diagnostic d, Source source) {
    return d.span().isPresent() ? d : d.at(source.urlSpan());
  }

  @Override
  public void close() throws IOException {
    for (GitTree tree : open.values()) {
      tree.close();
    }
    open.clear();
  }
}
