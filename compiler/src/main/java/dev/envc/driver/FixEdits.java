package dev.envc.driver;

import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.Edit;
import dev.envc.frontend.ManifestEditor;
import dev.envc.frontend.ProgramLoader;
import dev.envc.frontend.Replacement;
import dev.envc.resolve.Change;
import dev.envc.resolve.Fix;
import dev.envc.resolve.Wish;
import dev.envc.source.Difference;
import dev.envc.source.FileAccess;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fixes of the resolver as edits of the manifest's text. An edit is only offered when the edited
/// manifest still has no errors of the language. Each is made once.
final class FixEdits {
  private final LoadedManifest manifest;
  private final Map<Fix, Optional<Edit>> edits = new HashMap<>();

  FixEdits(LoadedManifest manifest) {
    this.manifest = manifest;
  }

  /// The edit that makes a fix true; empty when it cannot be written into this file, or when the
  /// manifest can no longer be read.
  Optional<Edit> edit(Fix fix) {
    return edits.computeIfAbsent(
        fix, f -> document(manifest.loading().files()).flatMap(d -> edit(f, d)));
  }

  private Optional<Document> document(FileAccess files) {
    return ProgramLoader.document(manifest.path(), files, new Diagnostics());
  }

  private Optional<Edit> edit(Fix fix, Document document) {
    String text = document.source().text();
    for (Change change : lastFirst(fix.changes())) {
      Optional<String> next = changed(text, change);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      text = next.get();
    }
    return manifest.isSound(text)
        ? Optional.of(difference(document.source(), text, fix.toString()))
        : Optional.empty();
  }

  /// Changes at a place the resolver knows come first, from the end of the file on, so that the
  /// places of the others stay what they are.
  private static List<Change> lastFirst(List<Change> changes) {
    return changes.stream()
        .sorted(
            Comparator.comparingInt(c -> -wish(c).flatMap(Wish::span).map(Span::start).orElse(-1)))
        .toList();
  }

  private static Optional<Wish> wish(Change change) {
    return switch (change) {
      case Change.Rename(var wish, _) -> Optional.of(wish);
      case Change.Drop(var wish) -> Optional.of(wish);
      case Change.AcceptKeyword _, Change.Unmask _, Change.AcceptLicense _, Change.SetUse _ ->
          Optional.empty();
    };
  }

  private Optional<String> changed(String text, Change change) {
    var files = new EditedFile(manifest.loading().files(), manifest.path(), text);
    return document(files).flatMap(d -> replacement(d, change)).map(r -> r.applyTo(text));
  }

  private static Optional<Replacement> replacement(Document document, Change change) {
    ManifestEditor editor = ManifestEditor.of(document);
    return switch (change) {
      case Change.AcceptKeyword(var cpv, var keyword) ->
          editor.addUnder("package-keywords", "=" + cpv, keyword);
      case Change.Unmask(var cpv) -> editor.addItem("unmask", "=" + cpv);
      case Change.AcceptLicense(var cpv, var licenses) ->
          editor.addUnder("package-licenses", "=" + cpv, licenses);
      case Change.SetUse(var cpv, var flag, var on) ->
          editor.addUnder("package-use", "=" + cpv, on ? flag : "-" + flag);
      case Change.Rename(var wish, var to) ->
          place(document, wish)
              .filter(span -> unquoted(span.text()).equals(wish.atom().toString()))
              .map(
                  span ->
                      new Replacement(
                          span, span.text().replace(wish.atom().toString(), to.toString())));
      case Change.Drop(var wish) -> place(document, wish).flatMap(editor::remove);
    };
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /// Where this very file asks for something.
  private static Optional<Span> place(Document document, Wish wish) {
    return wish.span()
        .filter(s -> s.file().name().equals(document.source().name()))
        .map(s -> document.source().span(s.start(), s.end()));
  }

  /// The smallest edit that makes one text of the other.
  private static Edit difference(SourceFile file, String after, String title) {
    var difference = Difference.between(file.text(), after);
    return new Edit(
        title, file.span(difference.start(), difference.end()), difference.replacement());
  }
}
