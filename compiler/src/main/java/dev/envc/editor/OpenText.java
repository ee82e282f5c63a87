package dev.envc.editor;

import dev.envc.ast.Document.Form;
import java.nio.file.Path;

/// A text that is open in an editor, as it is there, saved or not. A byte order mark at its start
/// belongs to the editor's text and not to the manifest: offsets here are those of the manifest.
public final class OpenText {
  private static final String MARK = "\uFEFF";

  private final Path path;
  private final Form form;
  private final int version;
  private final String whole;
  private final TextLines lines;

  /// @param path where the text is, or would be; its name says which form it is in
  /// @param whole the editor's text
  public OpenText(Path path, Form form, int version, String whole) {
    this.path = path;
    this.form = form;
    this.version = version;
    this.whole = whole;
    this.lines = TextLines.of(whole);
  }

  public Path path() {
    return path;
  }

  public Form form() {
    return form;
  }

  public int version() {
    return version;
  }

  /// The text as the compiler reads it.
  public String text() {
    return whole.substring(mark());
  }

  /// The text as the editor has it.
  public String whole() {
    return whole;
  }

  public int offset(TextPlace place) {
    return Math.max(0, lines.offset(place) - mark());
  }

  public TextRange range(int start, int end) {
    return lines.range(start + mark(), end + mark());
  }

  /// The text after one change; without a range all of it is replaced.
  public OpenText with(int newVersion, java.util.Optional<TextRange> range, String replacement) {
    String next =
        range
            .map(
                r -> {
                  int start = lines.offset(r.start());
                  int end = Math.max(start, lines.offset(r.end()));
                  return whole.substring(0, start) + replacement + whole.substring(end);
                })
            .orElse(replacement);
    return new OpenText(path, form, newVersion, next);
  }

  private int mark() {
    return whole.startsWith(MARK) ? MARK.length() : 0;
  }
}
