package dev.envc.lsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/// Answers requests off the thread that reads messages, in the order they came, as long as the
/// server is between `initialize` and `shutdown`.
final class Requests implements AutoCloseable {
  /// What the protocol says of the server's life.
  enum State {
    NEW,
    RUNNING,
    SHUT_DOWN
  }

  private static final long STACK = 32L * 1024 * 1024;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          2,
          work -> {
            var thread = new Thread(null, work, "envc-requests", STACK);
            thread.setDaemon(true);
            return thread;
          });
  private volatile State state = State.NEW;

  /// The work behind an answer.
  interface Work<T> {
    @Nullable T run() throws IOException;
  }

  State state() {
    return state;
  }

  void become(State next) {
    state = next;
  }

  /// The answer, when it is there; a request that the client cancels before its turn is not
  /// answered.
  <T> CompletableFuture<T> answer(Work<? extends T> work) {
    if (state != State.RUNNING) {
      return CompletableFuture.failedFuture(refused());
    }
    return CompletableFutures.computeAsync(
        threads,
        cancel -> {
          cancel.checkCanceled();
          try {
            return work.run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (StackOverflowError _) {
            throw error(ResponseErrorCode.RequestFailed, "The text nests too deep.");
          }
        });
  }

  private ResponseErrorException refused() {
    return state == State.NEW
        ? error(ResponseErrorCode.ServerNotInitialized, "The server is not initialized yet.")
        : error(ResponseErrorCode.InvalidRequest, "The server was shut down.");
  }

  static ResponseErrorException error(ResponseErrorCode code, String message) {
    return new ResponseErrorException(new ResponseError(code, message, null));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
