package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.tree.Trees;
import dev.envc.tree.load.TreeSession;
import dev.envc.tree.load.TreeStore;
import dev.envc.tree.metadata.BashGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The trees of one run: manifests and environments that name the same trees share them, opened
/// once.
final class TreePool implements AutoCloseable {
  private final CompilerSettings settings;
  private @Nullable TreeSession session;

  TreePool(CompilerSettings settings) {
    this.settings = settings;
  }

  /// The trees that a manifest names; they stay open until the pool is closed. What is worth saying
  /// about them is said the first time.
  ManifestTrees open(LoadedManifest manifest, List<Diagnostic> warnings)
      throws IOException, UserErrorException {
    settings.progress().progress("opening trees", 0, 0);
    ManifestTrees trees = ManifestTrees.open(manifest.manifest(), session());
    trees.sets().stream().map(Trees::warnings).forEach(warnings::addAll);
    return trees;
  }

  private TreeSession session() {
    if (session == null) {
      var generator =
          new BashGenerator(settings.cacheDirectory().resolve("metadata"), settings.programPath());
      session =
          new TreeStore(settings.cacheDirectory().resolve("trees"), generator, settings.offline())
              .session();
    }
    return session;
  }

  @Override
  public void close() throws IOException {
    if (session != null) {
      session.close();
    }
  }
}
