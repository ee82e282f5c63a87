package dev.envc.driver;

import dev.envc.driver.Resolving.Prepared;
import dev.envc.resolve.Outcome;
import dev.envc.resolve.Resolver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Resolves groups of environments on all processors. Each answer is what it would be alone.
final class Solving implements AutoCloseable {
  /// The walk along dependencies may be deep.
  private static final long STACK = 32L * 1024 * 1024;

  private final ExecutorService threads;

  /// Those at rest: as many as there are threads.
  private final Queue<Resolver> resolvers = new ConcurrentLinkedQueue<>();

  private final List<Future<List<Outcome>>> answers = new ArrayList<>();

  Solving(List<Prepared> groups) {
    int most = Math.min(groups.size(), Runtime.getRuntime().availableProcessors());
    this.threads = Executors.newFixedThreadPool(Math.max(1, most), Solving::thread);
    groups.forEach(g -> answers.add(threads.submit(() -> solve(g))));
  }

  private List<Outcome> solve(Prepared group) {
    Resolver known = resolvers.poll();
    Resolver resolver = known == null ? new Resolver() : known;
    List<Outcome> outcomes = group.solve(resolver);
    resolvers.add(resolver);
    return outcomes;
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(null, work, "envc-resolve", STACK);
    thread.setDaemon(true);
    return thread;
  }

  /// What became of the group with that number; waits for it.
  List<Outcome> get(int number) throws IOException {
    try {
      return answers.get(number).get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Drops what has not begun.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
