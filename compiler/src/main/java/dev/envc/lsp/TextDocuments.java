package dev.envc.lsp;

import dev.envc.ast.Document.Form;
import dev.envc.editor.Completion;
import dev.envc.editor.Formatting;
import dev.envc.editor.ManifestNames;
import dev.envc.editor.OpenText;
import dev.envc.editor.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;

/// The requests and notifications about one document.
final class TextDocuments implements TextDocumentService {
  private final Requests requests;
  private final Uris uris;
  private final Workspace workspace;
  private final Checking checking;

  TextDocuments(Requests requests, Uris uris, Workspace workspace, Checking checking) {
    this.requests = requests;
    this.uris = uris;
    this.workspace = workspace;
    this.checking = checking;
  }

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    TextDocumentItem item = params.getTextDocument();
    Path path = uris.opened(item.getUri(), item.getLanguageId());
    Form form = ManifestNames.form(path, item.getLanguageId());
    workspace.texts().put(new OpenText(path, form, item.getVersion(), item.getText()));
    checking.changed(path);
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    Path path = uris.path(params.getTextDocument().getUri());
    Optional<OpenText> text = workspace.texts().get(path);
    if (text.isEmpty()) {
      return;
    }
    OpenText next = text.get();
    for (TextDocumentContentChangeEvent change : params.getContentChanges()) {
      next =
          next.with(
              params.getTextDocument().getVersion(),
              Optional.ofNullable(change.getRange()).map(Wire::range),
              change.getText());
    }
    workspace.texts().put(next);
    checking.changed(path);
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    Path path = uris.path(params.getTextDocument().getUri());
    workspace.texts().remove(path);
    checking.closed(path);
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    checking.changed();
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
    return requests.answer(
        () ->
            open(params.getTextDocument())
                .map(t -> Formatting.of(t).stream().map(Wire::edit).toList())
                .orElse(List.of()));
  }

  @Override
  public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(
      CompletionParams params) {
    return requests.answer(
        () -> {
          Optional<OpenText> text = open(params.getTextDocument());
          return text.isEmpty()
              ? Either.forLeft(List.of())
              : Either.forRight(
                  CompletionItems.of(
                      Completion.at(
                          workspace,
                          text.get(),
                          text.get().offset(Wire.place(params.getPosition())))));
        });
  }

  private Optional<OpenText> open(TextDocumentIdentifier document) {
    return workspace.texts().get(uris.path(document.getUri())).filter(ManifestNames::isManifest);
  }
}
