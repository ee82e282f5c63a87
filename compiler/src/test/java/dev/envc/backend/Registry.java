package dev.envc.backend;

import dev.envc.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/// Debian's docker-registry on the loopback address, with its log.
public final class Registry implements AutoCloseable {
  private final Process process;
  private final int port;
  private final Path log;

  private Registry(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// Starts one that keeps its data below a directory.
  public static Registry start(Path directory) throws Exception {
    int port = freePort();
    Path config = directory.resolve("registry.yml");
    Files.writeString(
        config,
        """
        version: 0.1
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: "127.0.0.1:%d"}
        """
            .formatted(directory.resolve("registry"), port));
    Path log = directory.resolve("registry.log");
    Process process =
        new ProcessBuilder(Tool.require("docker-registry").toString(), "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var registry = new Registry(process, port, log);
    registry.await();
    return registry;
  }

  /// `127.0.0.1:port`
  public String host() {
    return "127.0.0.1:" + port;
  }

  /// The requests so far that a pattern is found in, from the access log.
  public List<String> requests(String pattern) throws IOException {
    var compiled = java.util.regex.Pattern.compile(pattern);
    return Files.readString(log)
        .lines()
        .filter(l -> l.contains("HTTP/1.1\""))
        .filter(l -> compiled.matcher(l).find())
        .toList();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void await() throws Exception {
    for (int i = 0; i < 100; i++) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        Assertions.assertTrue(socket.isConnected());
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    Assertions.fail("the registry does not listen");
  }
}
