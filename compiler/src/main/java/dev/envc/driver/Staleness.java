package dev.envc.driver;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedTree;
import dev.envc.model.Environment;
import dev.envc.model.TreeRef;
import dev.envc.tree.directory.DirectoryTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Whether a lock still says what its manifest means.
final class Staleness {
  private Staleness() {}

  static void check(LoadedManifest manifest, Lock lock, Path cacheDirectory)
      throws IOException, UserErrorException {
    if (!lock.manifest().equals(manifest.meaning())) {
      throw manifest.stale(
          "the manifest, or something it builds on, means something else than when the lock was"
              + " written"
              + reason(manifest, lock));
    }
    Map<String, TreeRef> trees = new LinkedHashMap<>();
    manifest
        .manifest()
        .environments()
        .forEach(e -> e.trees().forEach(t -> trees.putIfAbsent(t.name(), t)));
    for (LockedTree locked : lock.trees()) {
      TreeRef tree = trees.get(locked.name());
      if (tree != null
          && tree.location() instanceof TreeRef.Location.Directory(Path path, String written)) {
        String now = revision(path, cacheDirectory);
        if (!now.equals(locked.revision())) {
          throw manifest.stale(
              "the tree `" + locked.name() + "`, the directory " + written + ", has changed");
        }
      }
    }
  }

  private static String revision(Path directory, Path cacheDirectory) throws IOException {
    try (DirectoryTree tree = DirectoryTree.open(directory, cacheDirectory.resolve("trees"))) {
      return tree.revision();
    }
  }

  /// The first thing that can be named: an arch, variant, profile or commit.
  private static String reason(LoadedManifest manifest, Lock lock) {
    for (Environment e : manifest.manifest().environments()) {
      var locked =
          lock.environments().stream()
              .filter(l -> l.arch().equals(e.arch().keyword()) && l.variant().equals(e.variant()))
              .findFirst();
      if (locked.isEmpty()) {
        return ": it has nothing for " + e.artifactName() + " on " + e.arch();
      }
      if (!locked.get().profile().equals(e.profile().toString())) {
        return ": the profile was " + locked.get().profile() + " and is " + e.profile();
      }
      for (TreeRef tree : e.trees()) {
        if (tree.location() instanceof TreeRef.Location.Git git) {
          var pin = lock.trees().stream().filter(t -> t.name().equals(tree.name())).findFirst();
          if (pin.isPresent() && !pin.get().revision().equals(git.commit())) {
            return ": the tree `"
                + tree.name()
                + "` was at "
                + pin.get().revision()
                + " and is at "
                + git.commit();
          }
        }
      }
    }
    return "";
  }
}
