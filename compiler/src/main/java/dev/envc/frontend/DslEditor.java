package dev.envc.frontend;

import dev.envc.ast.Comment;
import dev.envc.ast.Document;
import dev.envc.ast.Scalar;
import dev.envc.frontend.dsl.DslWords;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.Optional;

/// Changes of the `.envc` form. Fields may be written several times there, so what is added is a
/// line of its own before the brace that ends the manifest.
final class DslEditor implements ManifestEditor {
  private final Document document;
  private final SourceFile source;
  private final String text;
  private final String newline;

  DslEditor(Document document) {
    this.document = document;
    this.source = document.source();
    this.text = source.text();
    this.newline = text.contains("\r\n") ? "\r\n" : "\n";
  }

  @Override
  public Optional<Replacement> addItem(String field, String item) {
    return line(field + " { " + word(item) + " }");
  }

  @Override
  public Optional<Replacement> addUnder(String field, String key, String item) {
    return line(field + " { " + word(key) + " [" + word(item) + "] }");
  }

  @Override
  public Optional<Replacement> remove(Span part) {
    return ManifestEditor.itemOf(document.root(), part)
        .map(
            place -> {
              Span item = place.item().span();
              int start = item.start();
              while (start > 0 && " \t".indexOf(text.charAt(start - 1)) >= 0) {
                start--;
              }
              boolean ownLine = start > 0 && text.charAt(start - 1) == '\n';
              int end = item.end();
              while (end < text.length() && " \t\r".indexOf(text.charAt(end)) >= 0) {
                end++;
              }
              boolean alone = ownLine && end < text.length() && text.charAt(end) == '\n';
              return alone
                  ? new Replacement(source.span(start, end + 1), "")
                  : new Replacement(source.span(item.start(), Math.max(item.end(), end)), "");
            });
  }

  private Optional<Replacement> line(String statement) {
    return lastBrace()
        .map(
            brace -> {
              boolean ownLine = text.substring(text.lastIndexOf('\n', brace) + 1, brace).isBlank();
              int place = ownLine ? text.lastIndexOf('\n', brace) + 1 : brace;
              return new Replacement(
                  source.span(place, place), (ownLine ? "" : newline) + "  " + statement + newline);
            });
  }

  private Optional<Integer> lastBrace() {
    for (int at = text.lastIndexOf('}'); at >= 0; at = text.lastIndexOf('}', at - 1)) {
      int offset = at;
      if (document.comments().stream().noneMatch(c -> holds(c, offset))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Comment comment, int offset) {
    return comment.span().start() <= offset && offset < comment.span().end();
  }

  private static String word(String text) {
    return DslWords.scalar(new Scalar(text, Scalar.Style.PLAIN, SourceFile.of("", "").span()));
  }
}
