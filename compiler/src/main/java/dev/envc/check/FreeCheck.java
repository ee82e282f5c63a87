package dev.envc.check;

import dev.envc.ast.Conditional;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import java.util.Locale;
import java.util.regex.Pattern;

/// Checks a backend's settings, whose types only the backend knows: what other readers of YAML
/// would take for something else must be quoted.
final class FreeCheck {
  private static final Pattern OLD_OCTAL = Pattern.compile("[-+]?0[0-9]+");

  private final Diagnostics diagnostics;

  FreeCheck(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(Node node) {
    switch (node) {
      case Scalar s -> scalar(s);
      case Sequence s -> s.items().forEach(this::check);
      case Mapping m -> m.entries().forEach(e -> check(e.value()));
      case Prioritized p -> check(p.value());
      case Conditional c -> check(c.value());
      case Repeated r -> check(r.value());
    }
  }

  private void scalar(Scalar s) {
    if (s.style() != Scalar.Style.PLAIN) {
      return;
    }
    String folded = s.text().toLowerCase(Locale.ROOT);
    boolean literal = s.text().equals("true") || s.text().equals("false");
    boolean word =
        PlainLeaves.TRUE_ELSEWHERE.contains(folded) || PlainLeaves.FALSE_ELSEWHERE.contains(folded);
    if (s.isNull()) {
      diagnostics.add(
          Diagnostic.error(ManifestCode.NO_VALUE, s.span(), "There is no value here.")
              .hint("Write one, or remove the field."));
    } else if ((word && !literal) || OLD_OCTAL.matcher(s.text()).matches()) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.OTHER_YAML,
                  s.span(),
                  "`" + s.text() + "` is a text to some readers, and something else to others.")
              .hint(
                  word
                      ? "Write `true` or `false`, or put the text in quotes."
                      : "Put the text in quotes."));
    }
  }
}
