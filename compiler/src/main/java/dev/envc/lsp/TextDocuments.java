package dev.envc.lsp;

import dev.envc.ast.Document.Form;
import dev.envc.editor.Completion;
import dev.envc.editor.Definitions;
import dev.envc.editor.Documentation;
import dev.envc.editor.Formatting;
import dev.envc.editor.ManifestNames;
import dev.envc.editor.OpenText;
import dev.envc.editor.Outline;
import dev.envc.editor.RefusedException;
import dev.envc.editor.Renaming;
import dev.envc.editor.TextChange;
import dev.envc.editor.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;

/// The requests and notifications about one document.
final class TextDocuments implements TextDocumentService {
  private final Requests requests;
  private final Uris uris;
  private final Workspace workspace;
  private final Checking checking;
  private final CodeActions actions;

  TextDocuments(
      Requests requests, Uris uris, Workspace workspace, Checking checking, Publisher publisher) {
    this.actions = new CodeActions(publisher, uris, workspace.texts());
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

  @Override
  public CompletableFuture<Hover> hover(HoverParams params) {
    return requests.answer(
        () ->
            at(params, Documentation::at)
                .map(
                    about ->
                        new Hover(
                            new MarkupContent(MarkupKind.MARKDOWN, about.markdown()),
                            Wire.range(about.range())))
                .orElse(null));
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>>
      definition(DefinitionParams params) {
    return requests.answer(
        () ->
            Either.forLeft(
                at(params, Definitions::at).stream()
                    .map(p -> new Location(uris.uri(p.file()), Wire.range(p.range())))
                    .toList()));
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    return requests.answer(
        () ->
            open(params.getTextDocument())
                .map(t -> actions.of(t.path(), params))
                .orElse(List.of()));
  }

  @Override
  public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>>
      prepareRename(PrepareRenameParams params) {
    return requests.answer(
        () -> {
          Renaming renaming = renaming(params);
          return Either3.forSecond(
              new PrepareRenameResult(Wire.range(renaming.range()), renaming.name()));
        });
  }

  @Override
  public CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
    return requests.answer(
        () -> {
          try {
            Map<String, List<TextEdit>> edits = new TreeMap<>();
            for (TextChange c : renaming(params).to(params.getNewName())) {
              edits.computeIfAbsent(uris.uri(c.file()), _ -> new ArrayList<>()).add(Wire.edit(c));
            }
            return new WorkspaceEdit(edits);
          } catch (RefusedException e) {
            throw Requests.error(ResponseErrorCode.RequestFailed, String.valueOf(e.getMessage()));
          }
        });
  }

  private Renaming renaming(TextDocumentPositionParams params) {
    try {
      OpenText text =
          open(params.getTextDocument())
              .orElseThrow(
                  () -> Requests.error(ResponseErrorCode.RequestFailed, "This is no manifest."));
      return Renaming.at(workspace, text, text.offset(Wire.place(params.getPosition())));
    } catch (RefusedException e) {
      throw Requests.error(ResponseErrorCode.RequestFailed, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
      DocumentSymbolParams params) {
    return requests.answer(
        () ->
            open(params.getTextDocument())
                .map(t -> Outline.of(t).stream().map(TextDocuments::symbol).toList())
                .orElse(List.of())
                .stream()
                .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                .toList());
  }

  private static DocumentSymbol symbol(Outline.Symbol symbol) {
    return new DocumentSymbol(
        symbol.name(),
        SymbolKind.Field,
        Wire.range(symbol.range()),
        Wire.range(symbol.selection()),
        null,
        symbol.children().stream().map(TextDocuments::symbol).toList());
  }

  /// A question about an offset of a text.
  private interface Question<T> {
    Optional<T> at(Workspace workspace, OpenText text, int offset) throws IOException;
  }

  private <T> Optional<T> at(TextDocumentPositionParams params, Question<T> question)
      throws IOException {
    Optional<OpenText> text = open(params.getTextDocument());
    return text.isEmpty()
        ? Optional.empty()
        : question.at(workspace, text.get(), text.get().offset(Wire.place(params.getPosition())));
  }

  private Optional<OpenText> open(TextDocumentIdentifier document) {
    return workspace.texts().get(uris.path(document.getUri())).filter(ManifestNames::isManifest);
  }
}
