package dev.envc.tree.metadata;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// One bash process that answers requests, one at a time (the protocol is at the head of
/// metadata.bash). For one thread.
final class BashWorker implements AutoCloseable {
  private static final int MAX_ANSWER = 4 << 20;

  private final Process process;
  private final OutputStream requests;
  private final InputStream answers;
  private final ScheduledExecutorService clock;
  private final long seconds;

  private BashWorker(Process process, ScheduledExecutorService clock, long seconds) {
    this.process = process;
    this.requests = process.getOutputStream();
    this.answers = new BufferedInputStream(process.getInputStream(), 1 << 16);
    this.clock = clock;
    this.seconds = seconds;
  }

  /// Starts a worker. It is killed when an answer takes longer than `seconds`.
  static BashWorker start(List<String> command, ScheduledExecutorService clock, long seconds)
      throws IOException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    return new BashWorker(builder.start(), clock, seconds);
  }

  /// The answer to a request; empty when the worker died over it, ran out of time or talked
  /// nonsense. The worker is of no use then.
  Optional<String> ask(List<String> fields) throws IOException {
    ScheduledFuture<?> alarm = clock.schedule(this::kill, seconds, TimeUnit.SECONDS);
    try {
      requests.write((String.join("\0", fields) + "\0").getBytes(StandardCharsets.UTF_8));
      requests.flush();
      int length = length();
      if (length < 0) {
        return Optional.empty();
      }
      byte[] answer = answers.readNBytes(length);
      return answer.length == length
          ? Optional.of(new String(answer, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
      return Optional.empty();
    } finally {
      alarm.cancel(false);
    }
  }

  @Override
  public void close() {
    kill();
  }

  /// The number on the answer's first line; negative when there is none.
  private int length() throws IOException {
    int number = 0;
    for (int digits = 0; digits < 9; digits++) {
      int c = answers.read();
      if (c == '\n' && digits > 0) {
        return number <= MAX_ANSWER ? number : -1;
      }
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + c - '0';
    }
    return -1;
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
