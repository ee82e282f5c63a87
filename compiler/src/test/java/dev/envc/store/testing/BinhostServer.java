package dev.envc.store.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// A binhost on loopback that serves a directory, with ranges, and misbehaves as it is told: each
/// answer that was queued for a path is given once, then the file is served.
public final class BinhostServer implements AutoCloseable {
  private final HttpServer server;
  private final Path root;
  private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
  private final List<String> requests = new ArrayList<>();

  /// One answer that is not the file.
  public sealed interface Fault {
    /// A status and an empty body.
    record Status(int code) implements Fault {}

    /// The connection breaks after some bytes of the body.
    record Cut(int after) implements Fault {}

    /// After some bytes nothing more comes.
    record Stall(int after) implements Fault {}

    /// Another place.
    record Redirect(String location) implements Fault {}

    /// Other bytes than the file's.
    record Lie(String body) implements Fault {}

    /// The whole file, whatever range is asked for.
    record NoRange() implements Fault {}
  }

  public BinhostServer(Path root) throws IOException {
    this.root = root;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /// `http://127.0.0.1:PORT`
  public String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Queues answers for a path (`/Packages`).
  public BinhostServer answer(String path, Fault... answers) {
    faults.computeIfAbsent(path, _ -> new ArrayDeque<>()).addAll(List.of(answers));
    return this;
  }

  /// The requests so far, `PATH` or `PATH RANGE`.
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String range = exchange.getRequestHeaders().getFirst("Range");
      synchronized (requests) {
        requests.add(range == null ? path : path + " " + range);
      }
      Optional<Fault> fault =
          Optional.ofNullable(faults.get(path)).flatMap(q -> Optional.ofNullable(q.poll()));
      if (fault.isPresent()) {
        misbehave(exchange, path, range, fault.get());
      } else {
        serve(exchange, path, range, Integer.MAX_VALUE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void misbehave(
      HttpExchange exchange,
      String path,
      @org.jspecify.annotations.Nullable String range,
      Fault fault)
      throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Status(int code) -> exchange.sendResponseHeaders(code, -1);
      case Fault.Cut(int after) -> serve(exchange, path, range, after);
      case Fault.Stall(int after) -> {
        byte[] body = Files.readAllBytes(root.resolve(path.substring(1)));
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, Math.min(after, body.length));
        exchange.getResponseBody().flush();
        Thread.sleep(60_000);
      }
      case Fault.Redirect(String location) -> {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
      }
      case Fault.Lie(String body) -> {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
      case Fault.NoRange() -> serve(exchange, path, null, Integer.MAX_VALUE);
    }
  }

  private void serve(
      HttpExchange exchange, String path, @org.jspecify.annotations.Nullable String range, int most)
      throws IOException {
    Path file = root.resolve(path.substring(1));
    if (!Files.isRegularFile(file)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    byte[] body = Files.readAllBytes(file);
    int status = 200;
    if (range != null) {
      int from = Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
      body = Arrays.copyOfRange(body, from, body.length);
      status = 206;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body, 0, Math.min(most, body.length));
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
