package dev.envc.store.fetch;

import dev.envc.diagnostic.StoreCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Transfers over http(s): a limited number at a time, continued where they broke off, tried again
/// after errors that may pass. Redirects are followed to the same host, or to another over https.
/// No credentials are sent.
final class HttpTransfer implements AutoCloseable {
  private static final int REDIRECTS = 5;
  private static final int BUFFER = 1 << 17;
  private static final long PROGRESS = 1 << 20;

  private final TransferSettings settings;
  private final Semaphore slots;
  private @Nullable HttpClient client;

  HttpTransfer(TransferSettings settings) {
    this.settings = settings;
    this.slots = new Semaphore(settings.parallel());
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(settings.connect())
              .build();
    }
    return client;
  }

  /// A file that is kept in memory; empty when the server does not have it.
  Optional<byte[]> small(BinhostLocation binhost, URI uri) throws IOException, FetchException {
    return attempts(
        binhost,
        uri,
        _ -> {
          HttpResponse<InputStream> response = send(uri, 0);
          try (InputStream body = Watched.of(response.body(), settings.idle())) {
            if (response.statusCode() == 404 || response.statusCode() == 410) {
              return Optional.empty();
            }
            expect(binhost, response);
            var bytes = new ByteArrayOutputStream();
            copy(body, bytes, settings.indexBytes(), new Counter());
            return Optional.of(bytes.toByteArray());
          } catch (TooMuchException e) {
            throw FetchException.of(
                StoreCode.INDEX_UNREADABLE,
                "The index of the binhost " + binhost + " cannot be read.",
                "It is larger than " + settings.indexBytes() + " bytes.");
          }
        });
  }

  /// Fetches a file of a known size into `part`, from where that file ends.
  void file(BinhostLocation binhost, URI uri, long size, Path part)
      throws IOException, FetchException {
    attempts(
        binhost,
        uri,
        progress -> {
          long have = Files.exists(part) ? Files.size(part) : 0;
          if (have == size && have > 0) {
            return true;
          }
          part(binhost, uri, size, part, have < size ? have : 0, progress);
          return true;
        });
  }

  private void part(
      BinhostLocation binhost, URI uri, long size, Path part, long from, Counter progress)
      throws IOException, FetchException, RetryException {
    HttpResponse<InputStream> response = send(uri, from);
    try (InputStream body = Watched.of(response.body(), settings.idle())) {
      if (response.statusCode() == 404 || response.statusCode() == 410) {
        throw Fetcher.notFound(binhost, uri.getPath());
      }
      if (response.statusCode() == 416) {
        Files.deleteIfExists(part);
        throw new RetryException("the server cannot continue the transfer");
      }
      expect(binhost, response);
      long start = response.statusCode() == 206 ? rangeStart(response) : 0;
      if (start != from && start != 0) {
        Files.deleteIfExists(part);
        throw new RetryException("the server sent another part than was asked for");
      }
      try (OutputStream out = open(part, start)) {
        copy(body, out, size - start, progress);
      } catch (TooMuchException e) {
        Files.deleteIfExists(part);
        throw Fetcher.wrongSize(binhost, uri.getPath(), start + e.count, size);
      }
      if (Files.size(part) != size) {
        long found = Files.size(part);
        Files.deleteIfExists(part);
        throw Fetcher.wrongSize(binhost, uri.getPath(), found, size);
      }
    }
  }

  private static OutputStream open(Path part, long start) throws IOException {
    return start > 0
        ? Files.newOutputStream(part, StandardOpenOption.APPEND)
        : Files.newOutputStream(part);
  }

  private static long rangeStart(HttpResponse<?> response) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    String digits = range.replaceFirst("^bytes ([0-9]{1,18})-.*", "$1");
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
  }

  /// Only success is left after this: errors that may pass are for another attempt.
  private static void expect(BinhostLocation binhost, HttpResponse<?> response)
      throws FetchException, RetryException {
    int status = response.statusCode();
    if (status == 200 || status == 206) {
      return;
    }
    if (status == 408 || status == 429 || status >= 500) {
      throw new RetryException("the server answered with status " + status);
    }
    throw Fetcher.unreachable(
        binhost, response.uri() + ": the server answered with status " + status + ".");
  }

  private HttpResponse<InputStream> send(URI first, long from)
      throws IOException, RetryException, FetchException {
    URI uri = first;
    for (int i = 0; i <= REDIRECTS; i++) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri).timeout(settings.idle()).header("User-Agent", "envc");
      if (from > 0) {
        request.header("Range", "bytes=" + from + "-");
      }
      HttpResponse<InputStream> response;
      try {
        response = client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      if (!isRedirect(response.statusCode())) {
        return response;
      }
      response.body().close();
      uri = redirect(uri, response);
    }
    throw new RetryException("more than " + REDIRECTS + " redirects");
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URI redirect(URI from, HttpResponse<?> response) throws RetryException {
    String location = response.headers().firstValue("Location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new RetryException("a redirect to nowhere");
    }
    String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
    boolean sameHost = from.getHost().equalsIgnoreCase(to.getHost());
    boolean allowed =
        scheme.equals("https")
            || (scheme.equals("http") && sameHost && from.getScheme().equalsIgnoreCase("http"));
    if (!allowed || to.getUserInfo() != null || to.getHost() == null) {
      throw new RetryException("a redirect to a place that envc does not follow");
    }
    return to;
  }

  private static void copy(InputStream in, OutputStream out, long limit, Counter progress)
      throws IOException, TooMuchException {
    byte[] buffer = new byte[BUFFER];
    long left = limit;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (n > left) {
        throw new TooMuchException(limit - left + n);
      }
      try {
        out.write(buffer, 0, n);
      } catch (IOException e) {
        throw new LocalIoException(e);
      }
      progress.count += n;
      left -= n;
    }
  }

  private <T> T attempts(BinhostLocation binhost, URI uri, Attempt<T> attempt)
      throws IOException, FetchException {
    String why = "";
    for (int i = 0; i < settings.attempts(); i++) {
      pause(i);
      var progress = new Counter();
      slots.acquireUninterruptibly();
      try {
        return attempt.run(progress);
      } catch (LocalIoException e) {
        throw e.cause;
      } catch (IOException | RetryException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw new IOException("interrupted", e);
        }
        why = reason(e);
      } finally {
        slots.release();
      }
      if (progress.count >= PROGRESS) {
        i = -1;
      }
    }
    throw Fetcher.unreachable(
        binhost, uri + ": " + why + ", after " + settings.attempts() + " attempts.");
  }

  private static String reason(Exception e) {
    if (e instanceof java.net.ConnectException) {
      return "connection refused";
    }
    if (e instanceof java.net.http.HttpTimeoutException) {
      return "no answer in time";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void pause(int attempt) throws IOException {
    if (attempt == 0) {
      return;
    }
    try {
      Thread.sleep(Math.min(settings.backoff().toMillis() << Math.min(attempt - 1, 10), 5000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }

  /// One try; counts the bytes it brings.
  private interface Attempt<T> {
    T run(Counter progress) throws IOException, FetchException, RetryException;
  }

  private static final class Counter {
    private long count;
  }

  /// A failure that may pass.
  private static final class RetryException extends Exception {
    private static final long serialVersionUID = 1L;

    RetryException(String message) {
      super(message);
    }
  }

  /// More bytes than there may be.
  private static final class TooMuchException extends Exception {
    private static final long serialVersionUID = 1L;
    private final long count;

    TooMuchException(long count) {
      this.count = count;
    }
  }

  /// An error of this machine's files, which no further attempt mends.
  private static final class LocalIoException extends IOException {
    private static final long serialVersionUID = 1L;
    private final IOException cause;

    LocalIoException(IOException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
