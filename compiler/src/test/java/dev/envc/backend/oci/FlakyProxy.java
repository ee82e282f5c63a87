package dev.envc.backend.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Hands connections on to a server, but every second one of the first twelve: those are closed, or
/// answered with 503, in turn.
final class FlakyProxy implements AutoCloseable {
  private static final int FLAKY = 12;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final int port;

  FlakyProxy(String target) throws IOException {
    this.port = Integer.parseInt(target.substring(target.indexOf(':') + 1));
    threads.execute(this::accept);
  }

  String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  int failures() {
    return failures.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed: the test has ended.
    }
  }

  private void serve(Socket client) {
    int number = connections.incrementAndGet();
    try (client) {
      if (number <= FLAKY && number % 2 == 0) {
        fail(client, failures.incrementAndGet() % 2 == 0);
        return;
      }
      try (var upstream = new Socket(InetAddress.getLoopbackAddress(), port)) {
        threads.execute(() -> copy(upstream, client));
        copy(client, upstream);
      }
    } catch (IOException e) {
      // One side has closed the connection.
    }
  }

  private static void fail(Socket client, boolean answer) throws IOException {
    if (answer && client.getInputStream().read(new byte[4096]) > 0) {
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException e) {
      // One side has closed the connection.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
