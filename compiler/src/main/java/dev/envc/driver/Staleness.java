package dev.envc.driver;

import dev.envc.check.MeaningFields;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedEnvironment;
import dev.envc.lock.LockedImport;
import dev.envc.lock.LockedTree;
import dev.envc.model.Environment;
import dev.envc.model.Manifest;
import dev.envc.model.TreeRef;
import dev.envc.tree.directory.DirectoryTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whether a lock still says what its manifest means.
final class Staleness {
  private Staleness() {}

  static void check(LoadedManifest manifest, Lock lock, Path cacheDirectory)
      throws IOException, UserErrorException {
    if (!lock.manifest().equals(manifest.meaning())) {
      throw manifest.stale(
          "the manifest, or something it builds on, means something else than when the lock was"
              + " written"
              + reason(manifest, lock)
                  .or(() -> changedFields(manifest, lock))
                  .map(": "::concat)
                  .orElse(""));
    }
    Map<Path, String> revisions = new HashMap<>();
    for (Environment environment : manifest.manifest().environments()) {
      for (TreeRef tree : environment.trees()) {
        if (tree.location() instanceof TreeRef.Location.Directory(Path path, String written)) {
          Path directory = path.resolve(tree.subdir());
          if (!revisions.containsKey(directory)) {
            revisions.put(directory, revision(directory, cacheDirectory));
          }
          String now = revisions.get(directory);
          if (lock.trees().stream().noneMatch(t -> t.revision().equals(now) && isOf(t, tree))) {
            throw manifest.stale(
                "the tree `" + tree.name() + "`, the directory " + written + ", has changed");
          }
        }
      }
    }
  }

  private static boolean isOf(LockedTree locked, TreeRef tree) {
    return locked.name().equals(tree.name())
        && locked.location().equals(TreeRequests.written(tree))
        && locked.subdir().equals(tree.subdir());
  }

  private static String revision(Path directory, Path cacheDirectory) throws IOException {
    try (DirectoryTree tree =
        DirectoryTree.open(directory, cacheDirectory.resolve("trees").resolve("stat"))) {
      return tree.revision();
    }
  }

  /// The first thing that can be named: an arch, variant, profile or commit.
  private static Optional<String> reason(LoadedManifest manifest, Lock lock) {
    for (Manifest.Import now : manifest.manifest().imports()) {
      for (LockedImport then : lock.imports()) {
        boolean same = then.git().equals(now.git()) && then.path().equals(now.path());
        if (same && !then.commit().equals(now.commit())) {
          return Optional.of(
              "the import "
                  + now.path()
                  + " was at "
                  + then.commit()
                  + " and is at "
                  + now.commit());
        }
      }
    }
    for (Environment e : manifest.manifest().environments()) {
      var locked = lock.environment(e.name(), e.arch().keyword(), e.variant());
      if (locked.isEmpty()) {
        return Optional.of("it has nothing for " + e.artifactName() + " on " + e.arch());
      }
      if (!locked.get().profile().equals(e.profile().toString())) {
        return Optional.of("the profile was " + locked.get().profile() + " and is " + e.profile());
      }
      for (TreeRef tree : e.trees()) {
        if (tree.location() instanceof TreeRef.Location.Git git) {
          var pin =
              locked.get().trees().stream().filter(t -> t.name().equals(tree.name())).findFirst();
          if (pin.isPresent() && !pin.get().revision().equals(git.commit())) {
            return Optional.of(
                "the tree `"
                    + tree.name()
                    + "` was at "
                    + pin.get().revision()
                    + " and is at "
                    + git.commit());
          }
        }
      }
    }
    return Optional.empty();
  }

  /// The fields that differ in some environment: "`mask`, `packages` have changed".
  private static Optional<String> changedFields(LoadedManifest manifest, Lock lock) {
    var changed = new TreeSet<String>();
    for (Environment e : manifest.manifest().environments()) {
      for (LockedEnvironment locked : lock.environments()) {
        if (locked.isOf(e.name(), e.arch().keyword(), e.variant()) && !locked.fields().isEmpty()) {
          changed.addAll(differences(locked.fields(), MeaningFields.of(e)));
        }
      }
    }
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            changed.stream().map(f -> "`" + f + "`").collect(Collectors.joining(", "))
                + (changed.size() == 1 ? " has" : " have")
                + " changed");
  }

  private static SortedSet<String> differences(
      SortedMap<String, String> before, SortedMap<String, String> now) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    names.removeIf(f -> Objects.equals(before.get(f), now.get(f)));
    return names;
  }
}
