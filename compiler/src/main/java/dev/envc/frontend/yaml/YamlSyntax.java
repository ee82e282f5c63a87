package dev.envc.frontend.yaml;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// What the YAML library says of broken syntax, as a diagnostic.
final class YamlSyntax {
  private YamlSyntax() {}

  static Diagnostic diagnostic(SourceFile source, MarkedYamlEngineException e) {
    Span place = span(source, e.getProblemMark().or(e::getContextMark));
    if (isTab(place)) {
      return tab(place);
    }
    String problem = e.getProblem() == null ? "" : e.getProblem();
    if (problem.contains("cannot start any token")) {
      return Diagnostic.error(
              ManifestCode.YAML_SYNTAX,
              place,
              "A YAML value that starts with `" + place.text() + "` is put in quotes.")
          .hint("For example \"@system\" or \"*/*\".");
    }
    Diagnostic d =
        Diagnostic.error(ManifestCode.YAML_SYNTAX, place, sentence("YAML: " + plain(problem)));
    String context = e.getContext() == null ? "" : e.getContext();
    if (!context.isBlank() && e.getContextMark().isPresent()) {
      d = d.note(sentence(plain(capitalised(context))), span(source, e.getContextMark()));
    }
    return isCondition(place)
        ? d.hint("In braces, put a condition with `[` in quotes: `if: \"line in [1, 2]\"`.")
        : advice(problem).map(d::hint).orElse(d);
  }

  /// Whether a bracket stands in the condition of a mapping in braces.
  private static boolean isCondition(Span place) {
    String text = place.file().text();
    if (!place.text().equals("[")) {
      return false;
    }
    String line = text.substring(text.lastIndexOf('\n', place.start()) + 1, place.start());
    return line.matches(".*[{,]\\s*if:[^,}\"']*\\bin\\s+");
  }

  static Diagnostic diagnostic(SourceFile source, YamlEngineException e) {
    String message = e.getMessage() == null ? "the text cannot be read" : e.getMessage();
    Optional<Integer> strange = firstUnprintable(source.text());
    Span place =
        strange
            .map(i -> source.span(i, i + Character.charCount(source.text().codePointAt(i))))
            .orElse(source.span(0, 0));
    return strange.isPresent()
        ? Diagnostic.error(
            ManifestCode.YAML_SYNTAX,
            place,
            String.format(
                Locale.ROOT,
                "YAML: the control character U+%04X is not allowed.",
                source.text().codePointAt(strange.get())))
        : Diagnostic.error(ManifestCode.YAML_SYNTAX, place, sentence("YAML: " + plain(message)));
  }

  /// @param place the start of an escape that is a number
  static Diagnostic escape(Span place) {
    return Diagnostic.error(
            ManifestCode.YAML_SYNTAX, place, "YAML: this escape is not the number of a character.")
        .hint("For example \"\\u00e9\", \"\\x41\" or \"\\U0001f600\".");
  }

  private static Diagnostic tab(Span place) {
    return Diagnostic.error(ManifestCode.TAB, place, "YAML is indented with spaces; here is a tab.")
        .hint("Replace tabs by two spaces each.");
  }

  private static boolean isTab(Span place) {
    String text = place.file().text();
    int i = place.start();
    while (i > 0 && (text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t')) {
      i--;
    }
    boolean lineStart = i == 0 || text.charAt(i - 1) == '\n';
    int end = Math.min(text.length(), place.start() + 1);
    return lineStart && text.substring(i, end).indexOf('\t') >= 0;
  }

  private static Optional<String> advice(String problem) {
    if (problem.contains("alias") || problem.contains("unknown directive")) {
      return Optional.of("Put the value in quotes, for example \"@system\" or \"*/*\".");
    }
    if (problem.contains("mapping values are not allowed")) {
      return Optional.of("Put a value that holds `: ` in quotes.");
    }
    return Optional.empty();
  }

  private static Span span(SourceFile source, Optional<Mark> mark) {
    int start = mark.map(m -> new Offsets(source.text()).utf16(m.getIndex())).orElse(0);
    return source.span(start, start + 1);
  }

  private static Optional<Integer> firstUnprintable(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!org.snakeyaml.engine.v2.scanner.StreamReader.isPrintable(text.codePointAt(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static String plain(String text) {
    return text.replace('\n', ' ').strip();
  }

  private static String capitalised(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
