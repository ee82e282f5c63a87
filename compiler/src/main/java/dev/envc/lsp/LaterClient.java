package dev.envc.lsp;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/// The client, which is there once the streams are connected.
final class LaterClient implements LanguageClient {
  private volatile @Nullable LanguageClient remote;

  void become(LanguageClient client) {
    remote = client;
  }

  private LanguageClient remote() {
    LanguageClient client = remote;
    if (client == null) {
      throw new IllegalStateException("no client is connected");
    }
    return client;
  }

  @Override
  public void telemetryEvent(Object object) {
    remote().telemetryEvent(object);
  }

  @Override
  public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
    remote().publishDiagnostics(diagnostics);
  }

  @Override
  public void showMessage(MessageParams message) {
    remote().showMessage(message);
  }

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
    return remote().showMessageRequest(request);
  }

  @Override
  public void logMessage(MessageParams message) {
    remote().logMessage(message);
  }

  @Override
  public CompletableFuture<Void> registerCapability(RegistrationParams params) {
    return remote().registerCapability(params);
  }
}
