package dev.envc.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How the server starts and ends, and what it does with bytes that are no good.
@Timeout(180)
final class LifeTest {
  @TempDir Path directory;

  @Test
  void exitWithoutShutdownIsAnError() throws Exception {
    Process server = EditorClient.process(directory);
    send(server, "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
    assertEquals(1, EditorClient.exitCode(server));
  }

  @Test
  void theServerEndsWithItsClient() throws Exception {
    Process server = EditorClient.process(directory);
    server.getOutputStream().close();
    assertEquals(1, EditorClient.exitCode(server));
  }

  @Test
  void theServerEndsWithTheProcessThatStartedIt() throws Exception {
    Process editor = new ProcessBuilder("sleep", "600").start();
    Process server = EditorClient.process(directory);
    send(server, initialize(editor.pid()));
    assertTrue(read(server.getInputStream()).contains("\"serverInfo\""));
    editor.destroy();
    assertEquals(1, EditorClient.exitCode(server));
  }

  /// Requests before `initialize` and after `shutdown` are refused, as the protocol says; text that
  /// is no JSON does no harm.
  @Test
  void whatIsOutOfOrderIsRefused() throws Exception {
    Process server = EditorClient.process(directory);
    InputStream in = server.getInputStream();
    send(server, formatting(1));
    assertTrue(read(in).contains("-32002"));
    send(server, initialize(ProcessHandle.current().pid()));
    assertTrue(read(in).contains("\"serverInfo\""));
    send(server, "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"envc/none\"}");
    assertTrue(read(in).contains("-32601"));
    send(server, "this is no JSON");
    send(server, formatting(3));
    assertTrue(read(in).contains("\"result\""));
    send(server, "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"shutdown\"}");
    assertTrue(read(in).contains("\"id\":4"));
    send(server, formatting(5));
    assertTrue(read(in).contains("-32600"));
    send(server, "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
    assertEquals(0, EditorClient.exitCode(server));
  }

  /// Whatever stands in a text while it is typed, the server lives and is right afterwards.
  @Test
  void brokenTextsDoNoHarm() throws Exception {
    var random = new Random(7);
    try (EditorClient editor = EditorClient.start(directory)) {
      for (String name : new String[] {"a.env.yaml", "a.envc"}) {
        String sound = name.endsWith(".envc") ? DiagnosticsTest.DSL : DiagnosticsTest.YAML;
        String uri = editor.open(directory.resolve(name), sound);
        int version = 1;
        for (String strange :
            new String[] {"", "\uFEFF", "\0", "\ud83d", "{", "[".repeat(100_000), "\t- x", "\r"}) {
          editor.change(uri, ++version, strange);
        }
        for (int i = 0; i < 200; i++) {
          int cut = random.nextInt(sound.length());
          int end = cut + random.nextInt(sound.length() - cut);
          editor.change(uri, ++version, sound.substring(0, cut) + "\"{" + sound.substring(end));
        }
        editor.change(uri, ++version, sound);
        assertTrue(editor.problems(uri, version).isEmpty());
        assertTrue(
            editor.shown(uri) < version, "texts that are outdated at once need not be checked");
      }
      assertTrue(editor.logged().isEmpty(), editor.logged().toString());
      assertEquals(0, editor.end());
    }
  }

  private static String initialize(long process) {
    return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"initialize\",\"params\":{\"processId\":"
        + process
        + ",\"rootUri\":null,\"capabilities\":{}}}";
  }

  private static String formatting(int id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"textDocument/formatting\",\"params\":{\"textDocument\":{\"uri\":\"file:///x\"},"
        + "\"options\":{\"tabSize\":2,\"insertSpaces\":true}}}";
  }

  private static void send(Process server, String message) throws Exception {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    OutputStream out = server.getOutputStream();
    out.write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }

  /// One message; that it starts with its header shows that nothing else was printed.
  private static String read(InputStream in) throws Exception {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      assertTrue(next >= 0, "the server ended after " + head);
      head.append((char) next);
    }
    String line = head.toString().strip();
    assertTrue(line.startsWith("Content-Length: "), line);
    int length = Integer.parseInt(line.substring("Content-Length: ".length()));
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
