package dev.envc.lsp;

import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.services.WorkspaceService;

/// What the client says of files that are not open.
final class WorkspaceFiles implements WorkspaceService {
  private final Checking checking;

  WorkspaceFiles(Checking checking) {
    this.checking = checking;
  }

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {
    // There is nothing to configure.
  }

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    checking.changed();
  }
}
