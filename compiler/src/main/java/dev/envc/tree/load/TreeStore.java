package dev.envc.tree.load;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.Trees;
import dev.envc.tree.git.GitTrees;
import dev.envc.tree.index.IndexStore;
import dev.envc.tree.metadata.MetadataGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Opens trees: the way from what a manifest names to repositories with their index.
///
/// All that is kept between commands is below one cache directory, which several processes may use
/// at once, and which may be deleted at any time.
public final class TreeStore {
  private final Path cache;
  private final IndexStore indexes;
  private final GitTrees git;
  private final MetadataGenerator generator;

  public TreeStore(Path cache, MetadataGenerator generator) {
    this(cache, generator, false);
  }

  /// @param offline whether only the cache and this machine may be asked
  public TreeStore(Path cache, MetadataGenerator generator, boolean offline) {
    this.cache = cache;
    this.indexes = new IndexStore(cache.resolve("index"));
    this.git = new GitTrees(cache.resolve("git"), offline);
    this.generator = generator;
  }

  /// The repositories that `requests` name, as [TreeSession#open] gives them; closing them closes
  /// all that was opened.
  ///
  /// @throws UserErrorException with every problem of every request, when one cannot be opened
  public Trees open(List<TreeRequest> requests) throws UserErrorException, IOException {
    TreeSession session = session();
    boolean kept = false;
    try {
      Trees trees = session.open(requests);
      kept = true;
      return new Trees(trees.repositories(), trees.warnings(), session::close);
    } finally {
      if (!kept) {
        session.close();
      }
    }
  }

  /// For requests that may share trees.
  public TreeSession session() {
    return new TreeSession(new TreeOpener(cache, indexes, git), indexes, generator);
  }
}
