package dev.envc.lsp;

import dev.envc.EnvcProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/// An editor in tests: a client of the protocol that started `envc lsp` as a process.
final class EditorClient implements LanguageClient, AutoCloseable {
  private static final long LONGEST_SECONDS = 60;

  private final Process process;
  private final LanguageServer server;
  private final List<PublishDiagnosticsParams> published = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();

  private EditorClient(Process process) {
    this.process = process;
    Launcher<LanguageServer> launcher =
        LSPLauncher.createClientLauncher(this, process.getInputStream(), process.getOutputStream());
    this.server = launcher.getRemoteProxy();
    var _ = launcher.startListening();
  }

  /// Starts the server in a directory, which also holds its cache, and says hello.
  static EditorClient start(Path directory) throws Exception {
    var client = new EditorClient(process(directory));
    client.initialize(directory.resolve("folder"));
    return client;
  }

  static Process process(Path directory) throws IOException {
    var builder =
        new ProcessBuilder(EnvcProcess.command("lsp"))
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(Map.of("ENVC_CACHE_DIR", directory.resolve("cache").toString()));
    return builder.start();
  }

  private void initialize(Path folder) throws Exception {
    var params = new InitializeParams();
    params.setCapabilities(new ClientCapabilities());
    params.setWorkspaceFolders(List.of(new WorkspaceFolder(folder.toUri().toString(), "folder")));
    params.setProcessId((int) ProcessHandle.current().pid());
    InitializeResult result = get(server.initialize(params));
    if (!result.getServerInfo().getName().equals("envc")) {
      throw new AssertionError("this is " + result.getServerInfo());
    }
    server.initialized(new InitializedParams());
  }

  LanguageServer server() {
    return server;
  }

  static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /// Opens a text as a document; gives its URI.
  String open(Path file, String text) {
    String language = file.toString().endsWith(".envc") ? "envc" : "yaml";
    return open(file.toUri().toString(), language, text);
  }

  String open(String uri, String language, String text) {
    synchronized (this) {
      published.removeIf(p -> p.getUri().equals(uri));
    }
    server
        .getTextDocumentService()
        .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, language, 1, text)));
    return uri;
  }

  /// Replaces the whole text.
  void change(String uri, int version, String text) {
    change(uri, version, new TextDocumentContentChangeEvent(text));
  }

  /// Replaces a stretch of the text.
  void change(String uri, int version, Range range, String text) {
    change(uri, version, new TextDocumentContentChangeEvent(range, text));
  }

  private void change(String uri, int version, TextDocumentContentChangeEvent event) {
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri, version), List.of(event)));
  }

  void close(String uri) {
    server
        .getTextDocumentService()
        .didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(uri)));
  }

  /// The problems of a version of a document, once they are shown.
  List<Diagnostic> problems(String uri, int version) {
    return problems(uri, p -> p.getVersion() != null && p.getVersion() == version);
  }

  /// The problems of a document, once they are as they should be.
  synchronized List<Diagnostic> problems(String uri, Predicate<PublishDiagnosticsParams> expected) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (true) {
      for (PublishDiagnosticsParams p : published.reversed()) {
        if (p.getUri().equals(uri) && expected.test(p)) {
          return p.getDiagnostics();
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("not shown for " + uri + "; shown: " + published);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  /// How often problems of a document were shown.
  synchronized long shown(String uri) {
    return published.stream().filter(p -> p.getUri().equals(uri)).count();
  }

  /// What the server logged as messages to its user.
  synchronized List<String> logged() {
    return List.copyOf(logged);
  }

  /// Where a word stands in a text, or a place in it that `|` marks.
  static Position position(String text, String marked) {
    int bar = Math.max(0, marked.indexOf('|'));
    int at = text.indexOf(marked.replace("|", ""));
    if (at < 0) {
      throw new AssertionError("the text has no " + marked);
    }
    return position(text, at + bar);
  }

  /// The place of an offset in a text.
  static Position position(String text, int offset) {
    String before = text.substring(0, offset);
    int line = (int) before.chars().filter(c -> c == '\n').count();
    return new Position(line, before.length() - before.lastIndexOf('\n') - 1);
  }

  /// The stretch of a text where a word stands.
  static Range range(String text, String word) {
    return new Range(position(text, word), position(text, word + "|"));
  }

  /// Says goodbye as the protocol asks; gives the exit code.
  int end() throws Exception {
    get(server.shutdown());
    server.exit();
    return exitCode(process);
  }

  static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the server does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void publishDiagnostics(PublishDiagnosticsParams params) {
    published.add(params);
    notifyAll();
  }

  @Override
  public synchronized void logMessage(MessageParams message) {
    logged.add(message.getMessage());
  }

  @Override
  public void telemetryEvent(Object object) {}

  @Override
  public void showMessage(MessageParams message) {}

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
    return CompletableFuture.completedFuture(null);
  }
}
