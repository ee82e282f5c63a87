package dev.envc.lsp;

import dev.envc.editor.Folders;
import java.util.List;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.services.WorkspaceService;

/// What the client says of files that are not open.
final class WorkspaceFiles implements WorkspaceService {
  private final Checking checking;
  private final Folders folders;
  private final Uris uris;

  WorkspaceFiles(Checking checking, Folders folders, Uris uris) {
    this.checking = checking;
    this.folders = folders;
    this.uris = uris;
  }

  void add(List<WorkspaceFolder> added) {
    added.forEach(f -> folders.add(uris.path(f.getUri())));
  }

  @Override
  public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
    params.getEvent().getRemoved().forEach(f -> folders.remove(uris.path(f.getUri())));
    add(params.getEvent().getAdded());
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
