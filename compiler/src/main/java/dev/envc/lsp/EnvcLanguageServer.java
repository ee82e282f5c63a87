package dev.envc.lsp;

import dev.envc.editor.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/// The life of the server, from `initialize` to `exit`.
final class EnvcLanguageServer implements LanguageServer {
  private final String version;
  private final Requests requests = new Requests();
  private final LaterClient client = new LaterClient();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Checking checking;
  private final TextDocuments documents;
  private final WorkspaceFiles files;
  private volatile boolean watches;

  EnvcLanguageServer(Workspace workspace, Path workingDirectory, String version) {
    this.version = version;
    var uris = new Uris(workingDirectory);
    var publisher = new Publisher(client, uris, workspace.texts());
    this.checking = new Checking(workspace, publisher, this::defect);
    this.documents = new TextDocuments(requests, uris, workspace, checking, publisher);
    this.files = new WorkspaceFiles(checking, workspace.folders(), uris);
  }

  void connect(LanguageClient remote) {
    client.become(remote);
  }

  /// Waits until the client says `exit`, or is gone; gives the exit code of the protocol: 0 after a
  /// `shutdown`, 1 without.
  int await() throws InterruptedException {
    ended.await();
    checking.close();
    requests.close();
    return requests.state() == Requests.State.SHUT_DOWN ? 0 : 1;
  }

  /// The connection has ended.
  void disconnected() {
    ended.countDown();
  }

  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    follow(params.getProcessId());
    watches =
        Optional.ofNullable(params.getCapabilities())
            .map(ClientCapabilities::getWorkspace)
            .map(WorkspaceClientCapabilities::getDidChangeWatchedFiles)
            .map(DidChangeWatchedFilesCapabilities::getDynamicRegistration)
            .orElse(false);
    files.add(Optional.ofNullable(params.getWorkspaceFolders()).orElse(List.of()));
    requests.become(Requests.State.RUNNING);
    return CompletableFuture.completedFuture(
        new InitializeResult(Capabilities.of(), new ServerInfo("envc", version)));
  }

  /// Ends with the editor, also with one that ends in a way that leaves the pipe open.
  private void follow(@Nullable Integer process) {
    if (process != null) {
      Optional<ProcessHandle> editor = ProcessHandle.of(process);
      var _ =
          editor
              .map(ProcessHandle::onExit)
              .orElse(CompletableFuture.completedFuture(null))
              .thenRun(ended::countDown);
    }
  }

  @Override
  public void initialized(InitializedParams params) {
    if (watches) {
      var watchers =
          List.of("**/*.env.yaml", "**/*.env.yml", "**/*.envc").stream()
              .map(g -> new FileSystemWatcher(Either.forLeft(g)))
              .toList();
      var _ =
          client.registerCapability(
              new RegistrationParams(
                  List.of(
                      new Registration(
                          "envc-files",
                          "workspace/didChangeWatchedFiles",
                          new DidChangeWatchedFilesRegistrationOptions(watchers)))));
    }
  }

  @Override
  public CompletableFuture<Object> shutdown() {
    requests.become(Requests.State.SHUT_DOWN);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void exit() {
    ended.countDown();
  }

  @Override
  public TextDocumentService getTextDocumentService() {
    return documents;
  }

  @Override
  public WorkspaceService getWorkspaceService() {
    return files;
  }

  private void defect(Throwable problem) {
    client.logMessage(new MessageParams(MessageType.Error, "envc: internal error: " + problem));
  }
}
