package dev.envc.driver;

import dev.envc.backend.ProgressListener;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Manifest;
import dev.envc.model.TreeRef;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.load.TreeSession;
import dev.envc.tree.load.TreeStore;
import dev.envc.tree.metadata.MadeEarlier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The pinned trees of manifests for a program that runs on and was not asked for them, such as an
/// editor: what is on this machine already. Nothing is fetched, and no ebuild is run. Safe for use
/// from several threads.
public final class LiveTrees implements AutoCloseable {
  private static final int MOST_OPEN = 4;

  private final CompilerSettings settings;
  private final SequencedMap<Set<List<TreeRequest>>, Shared> open = new LinkedHashMap<>();

  /// @param settings of these, the cache directory and PATH count
  public LiveTrees(CompilerSettings settings) {
    this.settings = settings;
  }

  /// Trees in use: they stay open until this is closed.
  public interface Lease extends AutoCloseable {
    ManifestTrees trees();

    @Override
    void close() throws IOException;
  }

  /// The trees a manifest names.
  ///
  /// @param renewed whether directories are looked at again, should they have changed
  /// @throws UserErrorException when one is not on this machine, or has no index and no metadata
  public Lease open(Manifest manifest, boolean renewed) throws IOException, UserErrorException {
    Set<List<TreeRequest>> key = ManifestTrees.keys(manifest);
    synchronized (open) {
      Shared known = open.get(key);
      if (known == null || (renewed && hasDirectory(manifest))) {
        known = replaced(key, known, fresh(manifest));
      }
      known.use();
      return lease(known);
    }
  }

  /// What resolving the environments of a manifest says of it, with tried fixes as edits.
  ///
  /// @param outdated asked between environments: true ends the work with a [CancellationException]
  public List<Diagnostic> resolve(
      Path path,
      Manifest manifest,
      ManifestLoader.Settings loading,
      ManifestTrees trees,
      BooleanSupplier outdated)
      throws IOException {
    var loaded = new LoadedManifest(path, manifest, loading);
    var locking = new Locking(stopping(outdated), loaded, trees);
    try {
      locking.resolve();
      return List.copyOf(locking.warnings());
    } catch (UserErrorException e) {
      var all = new ArrayList<>(locking.warnings());
      all.addAll(e.diagnostics());
      return all;
    }
  }

  private CompilerSettings stopping(BooleanSupplier outdated) {
    ProgressListener listener =
        (_, _, _) -> {
          if (outdated.getAsBoolean()) {
            throw new CancellationException();
          }
        };
    return new CompilerSettings(
        settings.cacheDirectory(),
        settings.plugins(),
        /* offline= */ true,
        settings.programPath(),
        listener,
        settings.now());
  }

  private TreeStore store() {
    return new TreeStore(
        settings.cacheDirectory().resolve("trees"), new MadeEarlier(), /* offline= */ true);
  }

  private Shared fresh(Manifest manifest) throws IOException, UserErrorException {
    TreeSession session = store().session();
    boolean kept = false;
    try {
      var shared = new Shared(ManifestTrees.open(manifest, session), session);
      kept = true;
      return shared;
    } finally {
      if (!kept) {
        session.close();
      }
    }
  }

  private Shared replaced(Set<List<TreeRequest>> key, @Nullable Shared known, Shared fresh)
      throws IOException {
    if (known != null && revisions(known.trees).equals(revisions(fresh.trees))) {
      fresh.release();
      return known;
    }
    Shared old = open.put(key, fresh);
    if (old != null) {
      old.release();
    }
    if (open.size() > MOST_OPEN) {
      open.pollFirstEntry().getValue().release();
    }
    return fresh;
  }

  private static List<String> revisions(ManifestTrees trees) {
    return trees.sets().stream()
        .flatMap(t -> t.repositories().stream())
        .map(r -> r.pin().revision())
        .toList();
  }

  private static boolean hasDirectory(Manifest manifest) {
    return manifest.environments().stream()
        .flatMap(e -> e.trees().stream())
        .anyMatch(t -> t.location() instanceof TreeRef.Location.Directory);
  }

  private Lease lease(Shared shared) {
    return new Lease() {
      private boolean closed;

      @Override
      public ManifestTrees trees() {
        return shared.trees;
      }

      @Override
      public void close() throws IOException {
        synchronized (open) {
          if (!closed) {
            closed = true;
            shared.release();
          }
        }
      }
    };
  }

  @Override
  public void close() throws IOException {
    synchronized (open) {
      for (Shared shared : open.values()) {
        shared.release();
      }
      open.clear();
    }
  }

  /// Open trees, and how many hold on to them: this class is one of them.
  private static final class Shared {
    private final ManifestTrees trees;
    private final TreeSession session;
    private int users = 1;

    Shared(ManifestTrees trees, TreeSession session) {
      this.trees = trees;
      this.session = session;
    }

    void use() {
      users++;
    }

    void release() throws IOException {
      if (--users == 0) {
        session.close();
      }
    }
  }
}
