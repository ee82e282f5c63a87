package dev.envc.check;

import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.Edit;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.Arch;
import dev.envc.pms.Atom;
import dev.envc.pms.AtomPattern;
import dev.envc.pms.Cpv;
import dev.envc.pms.Parsed;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Atoms, flags, keywords, licenses and architectures. Their syntax is PMS's, and Portage's for
/// what PMS does not have: `::repository`, wildcards, tokens of ACCEPT_KEYWORDS and ACCEPT_LICENSE.
final class PackageLeaves {
  /// PMS 3.1.4.
  private static final Pattern FLAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+_@-]*");

  /// A package's name without its category (PMS 3.1.2).
  private static final Pattern PACKAGE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9+_-]*");

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Pattern KEYWORD =
      Pattern.compile("-?(~?[A-Za-z0-9_][A-Za-z0-9_-]*|\\*\\*|~?\\*)");
  private static final Pattern LICENSE = Pattern.compile("-?(@?[A-Za-z0-9_][A-Za-z0-9+_.-]*|\\*)");

  private final Diagnostics diagnostics;

  PackageLeaves(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Optional<Atom> atom(Scalar s) {
    return read(s, Atom::tryParse);
  }

  Optional<AtomPattern> pattern(Scalar s) {
    return read(s, AtomPattern::tryParse);
  }

  Optional<Cpv> cpv(Scalar s) {
    return read(s, Cpv::tryParse);
  }

  /// A version without operator, and a value that goes on where the next item was meant.
  private static Diagnostic meant(Diagnostic d, Scalar s) {
    String exact = "=" + s.text();
    if (Atom.tryParse(exact) instanceof Parsed.Ok<Atom>) {
      Diagnostic hinted =
          d.hint("`" + exact + "` is that version alone, `>" + exact + "` also later ones.");
      return s.span().text().equals(s.text())
          ? hinted.edit(new Edit("write `" + exact + "`", s.span(), exact))
          : hinted;
    }
    boolean goesOn = s.style() == Scalar.Style.PLAIN && s.span().text().indexOf('\n') >= 0;
    return goesOn
        ? d.hint("The value goes on in the next line: items of a list start in one column.")
        : d;
  }

  private <T> Optional<T> read(Scalar s, Function<String, Parsed<T>> parse) {
    return switch (parse.apply(s.text())) {
      case Parsed.Ok<T>(var value) -> Optional.of(value);
      case Parsed.Bad<T>(var message, var offset) -> {
        int at = Math.min(offset, s.text().length());
        Diagnostic d =
            Diagnostic.error(ManifestCode.BAD_ATOM, s.part(at, s.text().length()), message);
        boolean bare = PACKAGE.matcher(s.text()).matches();
        boolean operator = s.text().matches("[<>=~!]+");
        diagnostics.add(
            bare
                ? d.hint("`envc tree show MANIFEST " + s.text() + "` says in which category it is.")
                : operator
                    ? d.hint("The operator stands before the name: `" + s.text() + "cat/name-1.0`.")
                    : meant(d, s));
        yield Optional.empty();
      }
    };
  }

  /// A flag without its sign.
  Optional<String> flag(Scalar s) {
    String text = s.text().startsWith("-") ? s.text().substring(1) : s.text();
    if (text.equals("*") || FLAG.matcher(text).matches()) {
      return Optional.of(text);
    }
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.BAD_FLAG, s.span(), "`" + s.text() + "` cannot be a USE flag.")
            .hint("A flag has letters, digits, `+`, `_`, `@` and `-`; `-` in front disables it."));
    return Optional.empty();
  }

  Optional<String> useExpand(Scalar s) {
    if (VARIABLE.matcher(s.text()).matches()) {
      return Optional.of(s.text());
    }
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.BAD_FLAG, s.span(), "`" + s.text() + "` is no USE_EXPAND variable.")
            .hint("Write its name in lower or upper case, for example `python_targets`."));
    return Optional.empty();
  }

  Optional<String> keyword(Scalar s) {
    return token(
        s, KEYWORD, "a keyword", "Keywords look like `arm64`, `~arm64`, `**` or `-~arm64`.");
  }

  Optional<String> license(Scalar s) {
    return token(
        s, LICENSE, "a license", "Write a license, `@GROUP`, `*`, or `-` and one of these.");
  }

  private Optional<String> token(Scalar s, Pattern pattern, String what, String hint) {
    if (pattern.matcher(s.text()).matches()) {
      return Optional.of(s.text());
    }
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.BAD_TOKEN, s.span(), "`" + s.text() + "` is not " + what + ".")
            .hint(hint));
    return Optional.empty();
  }

  Optional<Arch> arch(Scalar s) {
    Optional<Arch> arch = Arch.of(s.text());
    if (arch.isEmpty()) {
      Diagnostic d =
          Diagnostic.error(
                  ManifestCode.UNKNOWN_ARCH,
                  s.span(),
                  "`" + s.text() + "` is not a Gentoo architecture.")
              .hint("They are: " + String.join(", ", Arch.keywords()) + ".");
      diagnostics.add(Suggestions.apply(d, s.text(), Arch.keywords()));
    }
    return arch;
  }
}
