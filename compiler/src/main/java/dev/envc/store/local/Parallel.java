package dev.envc.store.local;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.store.fetch.FetchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The same work on many things at once. Every problem is reported, in the order of the things.
final class Parallel {
  private Parallel() {}

  /// What is done with one thing.
  interface Work<T, R> {
    R on(T thing) throws IOException, FetchException;
  }

  /// @param store whose disk an error may be about
  static <T, R> Map<T, R> run(Path store, Collection<T> things, Work<T, R> work)
      throws IOException, UserErrorException {
    var futures = new LinkedHashMap<T, Future<R>>();
    var results = new LinkedHashMap<T, R>();
    Set<Diagnostic> problems = new LinkedHashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T thing : things) {
        futures.computeIfAbsent(thing, t -> threads.submit(() -> work.on(t)));
      }
      for (var future : futures.entrySet()) {
        try {
          results.put(future.getKey(), future.getValue().get());
        } catch (ExecutionException e) {
          problems.add(problem(store, e));
        } catch (InterruptedException e) {
          threads.shutdownNow();
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new UserErrorException(java.util.List.copyOf(problems));
    }
    return results;
  }

  private static Diagnostic problem(Path store, ExecutionException failure) throws IOException {
    Throwable e = failure.getCause() == null ? failure : failure.getCause();
    return switch (e) {
      case FetchException fetch -> fetch.diagnostic();
      case IOException io -> StoreProblems.machine(store, io).orElseThrow(() -> io);
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      default -> throw new IllegalStateException(e);
    };
  }
}
