package dev.envc.diagnostic;

import dev.envc.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Diagnostics for people: what is wrong, where, with the line it stands in, and what to do.
///
///     error[E0120]: A manifest has no field `pacakges`.
///       --> line3.env.yaml:9:1
///        |
///      9 | pacakges:
///        | ^^^^^^^^
///        = hint: Did you mean `packages`?
public final class TextRenderer {
  /// Whether escape sequences for colours may be used.
  public enum Colour {
    ON,
    OFF
  }

  private final Colour colour;

  public TextRenderer(Colour colour) {
    this.colour = colour;
  }

  /// The diagnostics in their order, an empty line between two.
  public String render(List<Diagnostic> diagnostics) {
    var out = new StringBuilder();
    for (Diagnostic d : Folding.fold(diagnostics)) {
      out.append(out.isEmpty() ? "" : "\n").append(one(d));
    }
    return out.toString();
  }

  /// One diagnostic; ends with a line feed.
  public String render(Diagnostic d) {
    return render(List.of(d));
  }

  private String one(Diagnostic d) {
    var out = new StringBuilder();
    String severity = d.severity().name().toLowerCase(Locale.ROOT);
    out.append(paint(ink(d.severity()), severity + "[" + d.code().id() + "]"))
        .append(paint("1", ": " + Excerpt.printable(d.message())))
        .append('\n');
    int gutter = gutter(d);
    d.span().ifPresent(s -> excerpt(out, s, gutter, ink(d.severity())));
    for (Diagnostic.Note note : d.notes()) {
      labelled(out, gutter, "note", note.message());
      note.span().ifPresent(s -> excerpt(out, s, gutter, "36"));
    }
    d.hint().ifPresent(h -> labelled(out, gutter, "hint", h));
    return out.toString();
  }

  private void excerpt(StringBuilder out, Span span, int gutter, String ink) {
    Excerpt e = Excerpt.of(span);
    out.append(" ".repeat(gutter))
        .append(paint("34", "--> "))
        .append(Excerpt.printable(span.toString()))
        .append('\n');
    String empty = " ".repeat(gutter + 1) + paint("34", "|");
    out.append(empty).append('\n');
    out.append(paint("34", String.format(Locale.ROOT, "%" + gutter + "d |", e.line())))
        .append(e.text().isEmpty() ? "" : " " + e.text())
        .append('\n');
    out.append(empty)
        .append(' ')
        .append(" ".repeat(e.caretColumn()))
        .append(paint(ink, "^".repeat(e.caretWidth())))
        .append('\n');
  }

  private void labelled(StringBuilder out, int gutter, String label, String text) {
    String indent = " ".repeat(gutter + 1);
    out.append(indent)
        .append(paint("34", "= "))
        .append(paint("1", label))
        .append(": ")
        .append(Excerpt.printable(text).replace("\n", "\n" + indent + "  "))
        .append('\n');
  }

  /// The width of the column of line numbers.
  private static int gutter(Diagnostic d) {
    int last = d.span().map(s -> s.from().line()).orElse(1);
    for (Diagnostic.Note note : d.notes()) {
      last = Math.max(last, note.span().map(s -> s.from().line()).orElse(1));
    }
    return Math.max(2, String.valueOf(last).length());
  }

  private static String ink(Severity severity) {
    return switch (severity) {
      case ERROR -> "1;31";
      case WARNING -> "1;33";
      case NOTE -> "1;36";
    };
  }

  private String paint(String ink, String text) {
    return colour == Colour.ON ? "\u001b[" + ink + "m" + text + "\u001b[0m" : text;
  }

  /// Counts as people read them: `2 errors, 1 warning`; empty for none.
  public static Optional<String> summary(List<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    long warnings = diagnostics.stream().filter(d -> d.severity() == Severity.WARNING).count();
    String text =
        count(errors, "error")
            + (errors > 0 && warnings > 0 ? ", " : "")
            + count(warnings, "warning");
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String count(long n, String what) {
    return n == 0 ? "" : n + " " + what + (n == 1 ? "" : "s");
  }
}
