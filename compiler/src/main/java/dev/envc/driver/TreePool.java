package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.Trees;
import dev.envc.tree.load.TreeStore;
import dev.envc.tree.metadata.BashGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The trees of one run: manifests that name the same trees share them, opened once.
final class TreePool implements AutoCloseable {
  private final CompilerSettings settings;
  private final Map<List<TreeKey>, Trees> open = new LinkedHashMap<>();

  TreePool(CompilerSettings settings) {
    this.settings = settings;
  }

  /// The trees that a manifest names; they stay open until the pool is closed. What is worth saying
  /// about them is said the first time.
  Trees open(LoadedManifest manifest, List<Diagnostic> warnings)
      throws IOException, UserErrorException {
    List<TreeRequest> requests = TreeRequests.of(manifest.manifest());
    List<TreeKey> key = TreeKey.of(requests);
    Trees known = open.get(key);
    if (known != null) {
      return known;
    }
    settings.progress().progress("opening trees", 0, 0);
    var generator =
        new BashGenerator(settings.cacheDirectory().resolve("metadata"), settings.programPath());
    Trees trees =
        new TreeStore(settings.cacheDirectory().resolve("trees"), generator, settings.offline())
            .open(requests);
    open.put(key, trees);
    warnings.addAll(trees.warnings());
    return trees;
  }

  @Override
  public void close() throws IOException {
    for (Trees trees : open.values()) {
      trees.close();
    }
    open.clear();
  }
}
