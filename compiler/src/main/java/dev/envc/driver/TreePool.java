package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.TreeRef;
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
  /// What tells two requests apart, without the places they are written at.
  private record Key(String name, String location, String subdir) {
    static Key of(TreeRequest request) {
      String location =
          switch (request.location()) {
            case TreeRequest.Location.Git g -> "git " + g.commit() + " " + g.url();
            case TreeRequest.Location.Directory d -> "directory " + d.path();
          };
      return new Key(request.name(), location, request.subdir());
    }
  }

  private final CompilerSettings settings;
  private final Map<List<Key>, Trees> open = new LinkedHashMap<>();

  TreePool(CompilerSettings settings) {
    this.settings = settings;
  }

  /// The trees that a manifest names; they stay open until the pool is closed. What is worth saying
  /// about them is said the first time.
  Trees open(LoadedManifest manifest, List<Diagnostic> warnings)
      throws IOException, UserErrorException {
    Map<String, TreeRef> refs = new LinkedHashMap<>();
    manifest
        .manifest()
        .environments()
        .forEach(e -> e.trees().forEach(t -> refs.putIfAbsent(t.name(), t)));
    List<TreeRequest> requests = TreeRequests.of(List.copyOf(refs.values()));
    List<Key> key = requests.stream().map(Key::of).toList();
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
