package dev.envc.frontend;

import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.source.SourceFile;
import java.util.Optional;
import java.util.regex.Pattern;

/// A file that is named as one form and written in the other: its first line that says something
/// tells.
final class OtherForm {
  private static final Pattern YAML = Pattern.compile("---|[a-z][a-z-]*:( .*)?");
  private static final Pattern DSL =
      Pattern.compile("envc \\d+|module( ?\\{.*)?|environment [^ :]+( ?\\{.*)?");

  private OtherForm() {}

  static Optional<Diagnostic> find(SourceFile source, Document.Form named) {
    String text = source.text();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      String line = text.substring(start, end < 0 ? text.length() : end).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        return find(source, named, line, text.indexOf(line, start));
      }
      start = end < 0 ? text.length() : end + 1;
    }
    return Optional.empty();
  }

  private static Optional<Diagnostic> find(
      SourceFile source, Document.Form named, String line, int at) {
    Pattern other = named == Document.Form.YAML ? DSL : YAML;
    return other.matcher(line).matches()
        ? Optional.of(diagnostic(source, named, at, at + line.length()))
        : Optional.empty();
  }

  private static Diagnostic diagnostic(SourceFile source, Document.Form named, int from, int to) {
    return switch (named) {
      case YAML ->
          Diagnostic.error(
                  ManifestCode.YAML_SYNTAX,
                  source.span(from, to),
                  "This is the `.envc` form, in a file that is named as YAML.")
              .hint("Let its name end in `.envc`; `envc convert` makes YAML of it.");
      case DSL ->
          Diagnostic.error(
                  ManifestCode.DSL_SYNTAX,
                  source.span(from, to),
                  "This is YAML, in a file that is named as the `.envc` form.")
              .hint("Let its name end in `.env.yaml`; `envc convert` makes `.envc` of it.");
    };
  }
}
