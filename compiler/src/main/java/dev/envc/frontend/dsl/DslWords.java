package dev.envc.frontend.dsl;

import dev.envc.ast.Scalar;
import dev.envc.language.Characters;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Scalars in the `.envc` form: words where they can be, strings where they must.
public final class DslWords {
  private static final String PARAMETER = "\\$\\{\\{ *[A-Za-z0-9_-]+ *\\}\\}";
  private static final Pattern WORD =
      Pattern.compile(
          "(?:[A-Za-z0-9_@~<>=*+/.%^-]|"
              + PARAMETER
              + ")(?:(?:[A-Za-z0-9_@~<>=*+/.%^?:-]|"
              + PARAMETER
              + ")*(?:[A-Za-z0-9_@~<>=*+/.%^?-]|"
              + PARAMETER
              + "))?(\\[[^\\s\\[\\]{}\"]+])?");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[^ \\t\\r\\n{}\\[\\]()\",;#!&|:'`\\\\]|"
              + PARAMETER
              + ")(?:(?:[^ \\t\\r\\n{}\\[\\](),;\"]|"
              + PARAMETER
              + ")*(?:[^ \\t\\r\\n{}\\[\\](),;\":]|"
              + PARAMETER
              + "))?(\\[[^ \\t\\r\\n\\[\\]{}\"]+\\])?");
  private static final Pattern LITERAL = Pattern.compile("true|false|-?(0|[1-9][0-9]*)");
  private static final Set<String> RESERVED =
      Set.of("if", "for", "because", "default", "force", "=", "==");

  private DslWords() {}

  public static String scalar(Scalar s) {
    String text = s.text();
    boolean word =
        WORD.matcher(text).matches()
            && !RESERVED.contains(text)
            && (s.style() == Scalar.Style.PLAIN || !LITERAL.matcher(text).matches());
    return word ? text : quoted(text);
  }

  /// The name of a field, which cannot stand in quotes: as it is where the grammar has it.
  static String name(Scalar s) {
    return NAME.matcher(s.text()).matches() && !RESERVED.contains(s.text()) ? s.text() : scalar(s);
  }

  /// Whether a text is written as a block of lines.
  static boolean isBlock(Scalar s) {
    String text = s.text();
    return text.indexOf('\n') >= 0
        && text.endsWith("\n")
        && !text.contains("\"\"\"")
        && text.indexOf('\r') < 0
        && text.codePoints().noneMatch(Characters::isHidden)
        && !text.endsWith("\n\n")
        && text.lines().noneMatch(l -> !l.isEmpty() && l.isBlank());
  }

  static String quoted(String text) {
    return Characters.quoted(text, c -> String.format(Locale.ROOT, "\\u{%X}", c));
  }
}
