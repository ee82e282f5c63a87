package dev.envc.lsp;

import dev.envc.editor.Analysis;
import dev.envc.editor.ManifestNames;
import dev.envc.editor.OpenText;
import dev.envc.editor.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Checks texts some time after they changed: by the language as soon as nobody types, and in their
/// trees when nothing has changed for longer. Each kind of work has one thread; what became
/// outdated is dropped.
final class Checking implements AutoCloseable {
  private static final long PAUSE = 50;
  private static final long LONG_PAUSE = 400;
  private static final long STACK = 32L * 1024 * 1024;

  private final Workspace workspace;
  private final Publisher publisher;
  private final Consumer<Throwable> defects;
  private final ScheduledExecutorService language = thread("envc-language");
  private final ScheduledExecutorService trees = thread("envc-trees");
  private final Map<Path, Future<?>> waiting = new ConcurrentHashMap<>();
  private final Map<Path, Future<?>> waitingForTrees = new ConcurrentHashMap<>();
  private final Map<Path, Integer> generations = new ConcurrentHashMap<>();

  Checking(Workspace workspace, Publisher publisher, Consumer<Throwable> defects) {
    this.workspace = workspace;
    this.publisher = publisher;
    this.defects = defects;
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          var thread = new Thread(null, work, name, STACK);
          thread.setDaemon(true);
          return thread;
        });
  }

  /// A text has changed, or a file of this machine.
  void changed(Path path) {
    List<Path> affected = workspace.dependents(path);
    affected.forEach(p -> generations.merge(p, 1, Integer::sum));
    schedule(language, waiting, path, PAUSE, () -> check(affected));
  }

  /// All open texts are checked anew, because something they build on may have changed.
  void changed() {
    workspace.texts().all().forEach(t -> changed(t.path()));
  }

  void closed(Path path) {
    generations.merge(path, 1, Integer::sum);
    cancel(waiting, path);
    cancel(waitingForTrees, path);
    language.execute(
        () -> {
          workspace.forget(path);
          publisher.closed(path);
          check(workspace.dependents(path));
        });
  }

  private void check(List<Path> paths) {
    var analyses = new ArrayList<Analysis>();
    for (Path path : paths) {
      Optional<OpenText> text = workspace.texts().get(path);
      if (text.isPresent() && ManifestNames.isManifest(text.get())) {
        int generation = generation(path);
        Analysis analysis = workspace.check(path);
        if (generation == generation(path)) {
          analyses.add(analysis);
          schedule(trees, waitingForTrees, path, LONG_PAUSE, () -> resolve(analysis, generation));
        }
      } else {
        publisher.forget(path);
      }
    }
    publisher.publish(analyses);
  }

  private void resolve(Analysis analysis, int generation) {
    Path path = analysis.path();
    try {
      Optional<List<dev.envc.diagnostic.Diagnostic>> found =
          workspace.resolve(analysis, () -> generation != generation(path));
      if (found.isPresent() && generation == generation(path)) {
        publisher.publish(analysis, found.get());
      }
    } catch (CancellationException _) {
      // A newer text is checked soon.
    } catch (IOException e) {
      defects.accept(e);
    }
  }

  private int generation(Path path) {
    return generations.getOrDefault(path, 0);
  }

  private void schedule(
      ScheduledExecutorService on,
      Map<Path, Future<?>> pending,
      Path path,
      long pause,
      Runnable work) {
    Future<?> next =
        on.schedule(
            () -> {
              try {
                work.run();
              } catch (Exception | StackOverflowError e) {
                defects.accept(e);
              }
            },
            pause,
            TimeUnit.MILLISECONDS);
    Future<?> before = pending.put(path, next);
    if (before != null) {
      before.cancel(false);
    }
  }

  private static void cancel(Map<Path, Future<?>> pending, Path path) {
    Future<?> before = pending.remove(path);
    if (before != null) {
      before.cancel(false);
    }
  }

  @Override
  public void close() {
    language.shutdownNow();
    trees.shutdownNow();
  }
}
