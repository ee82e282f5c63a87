package dev.envc.lsp;

import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;

/// What the server can do.
final class Capabilities {
  private Capabilities() {}

  static ServerCapabilities of() {
    var capabilities = new ServerCapabilities();
    capabilities.setPositionEncoding("utf-16");
    capabilities.setTextDocumentSync(sync());
    capabilities.setDocumentFormattingProvider(true);
    return capabilities;
  }

  private static TextDocumentSyncOptions sync() {
    var sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(new SaveOptions(false));
    return sync;
  }
}
