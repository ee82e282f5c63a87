package dev.envc.lsp;

import dev.envc.driver.BackendInfo;
import dev.envc.driver.CompilerSettings;
import dev.envc.editor.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.services.LanguageClient;

/// The language server on a pair of streams.
public final class Server {
  private Server() {}

  /// Serves one client until it says `exit` or is gone.
  ///
  /// @param workingDirectory where documents are that are no files
  /// @return the exit code that the protocol asks for
  public static int run(
      InputStream in,
      OutputStream out,
      CompilerSettings settings,
      List<BackendInfo> backends,
      Path workingDirectory,
      String version)
      throws IOException, InterruptedException {
    // Not closed: the thread that reads messages waits for one until the process ends.
    ExecutorService threads = Executors.newCachedThreadPool(Server::daemon);
    try (var workspace = new Workspace(settings, backends)) {
      var server = new EnvcLanguageServer(workspace, workingDirectory, version);
      Launcher<LanguageClient> launcher =
          new Launcher.Builder<LanguageClient>()
              .setLocalService(server)
              .setRemoteInterface(LanguageClient.class)
              .setInput(in)
              .setOutput(out)
              .setExecutorService(threads)
              .create();
      server.connect(launcher.getRemoteProxy());
      Future<Void> listening = launcher.startListening();
      threads.execute(() -> end(listening, server));
      return server.await();
    }
  }

  private static void end(Future<Void> listening, EnvcLanguageServer server) {
    try {
      listening.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException _) {
      // The stream is broken: the client is gone.
    }
    server.disconnected();
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "envc-messages");
    thread.setDaemon(true);
    return thread;
  }
}
