package dev.envc.lsp;

import dev.envc.diagnostic.Edit;
import dev.envc.editor.OpenTexts;
import dev.envc.editor.PlacedDiagnostic;
import dev.envc.editor.SourcePlaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/// The edits that diagnostics offer, as quick fixes. One is offered only while its file is what it
/// was when the edit was made.
final class CodeActions {
  private final Publisher publisher;
  private final Uris uris;
  private final SourcePlaces places;

  CodeActions(Publisher publisher, Uris uris, OpenTexts texts) {
    this.publisher = publisher;
    this.uris = uris;
    this.places = new SourcePlaces(texts);
  }

  List<Either<Command, CodeAction>> of(Path file, CodeActionParams params) {
    List<String> only = params.getContext().getOnly();
    boolean wanted =
        only == null
            || only.stream().anyMatch(k -> k.isEmpty() || k.equals(CodeActionKind.QuickFix));
    var actions = new ArrayList<Either<Command, CodeAction>>();
    for (PlacedDiagnostic d : wanted ? publisher.in(file) : List.<PlacedDiagnostic>of()) {
      List<Edit> edits = d.diagnostic().edits();
      if (touches(Wire.range(d.place().range()), params.getRange())) {
        for (Edit e : edits) {
          action(d, e, edits.size() == 1)
              .map(Either::<Command, CodeAction>forRight)
              .ifPresent(actions::add);
        }
      }
    }
    return actions;
  }

  private Optional<CodeAction> action(PlacedDiagnostic d, Edit edit, boolean only) {
    if (!places.isCurrent(edit.span().file())) {
      return Optional.empty();
    }
    return places
        .of(edit.span())
        .map(
            place -> {
              var action = new CodeAction(sentence(edit.title()));
              action.setKind(CodeActionKind.QuickFix);
              action.setDiagnostics(List.of(publisher.diagnostic(d)));
              action.setIsPreferred(only);
              var change = new TextEdit(Wire.range(place.range()), edit.replacement());
              action.setEdit(new WorkspaceEdit(Map.of(uris.uri(place.file()), List.of(change))));
              return action;
            });
  }

  private static String sentence(String title) {
    return title.isEmpty() ? title : Character.toUpperCase(title.charAt(0)) + title.substring(1);
  }

  private static boolean touches(Range a, Range b) {
    return !isBefore(a.getEnd(), b.getStart()) && !isBefore(b.getEnd(), a.getStart());
  }

  private static boolean isBefore(Position a, Position b) {
    return a.getLine() < b.getLine()
        || (a.getLine() == b.getLine() && a.getCharacter() < b.getCharacter());
  }
}
