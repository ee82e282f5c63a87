package dev.envc.lsp;

import dev.envc.editor.Suggestion;
import dev.envc.editor.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/// Suggestions as the protocol writes them.
final class CompletionItems {
  private CompletionItems() {}

  static CompletionList of(Suggestions suggestions) {
    List<CompletionItem> items = new ArrayList<>();
    for (Suggestions.Written w : suggestions.all()) {
      items.add(item(w, suggestions, items.size()));
    }
    return new CompletionList(!suggestions.complete(), items);
  }

  private static CompletionItem item(Suggestions.Written w, Suggestions all, int number) {
    Suggestion s = w.suggestion();
    var item = new CompletionItem(s.text());
    item.setKind(kind(s.kind()));
    if (!s.detail().isEmpty()) {
      item.setDetail(s.detail());
    }
    s.documentation()
        .ifPresent(d -> item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, d)));
    // The order is that of the suggestions: versions from the highest on, near fields first.
    item.setSortText(String.format(Locale.ROOT, "%04d", number));
    item.setTextEdit(Either.forLeft(new TextEdit(Wire.range(all.range()), w.text())));
    return item;
  }

  private static CompletionItemKind kind(Suggestion.Kind kind) {
    return switch (kind) {
      case KEY -> CompletionItemKind.Property;
      case KEYWORD -> CompletionItemKind.Keyword;
      case CHOICE -> CompletionItemKind.EnumMember;
      case PACKAGE, MODULE -> CompletionItemKind.Module;
      case VERSION, SLOT -> CompletionItemKind.Constant;
      case FLAG -> CompletionItemKind.Value;
      case PROFILE -> CompletionItemKind.Reference;
      case FILE -> CompletionItemKind.File;
      case PARAMETER -> CompletionItemKind.Variable;
    };
  }
}
