package dev.envc.check;

import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.language.Condition;
import dev.envc.language.LeafType;
import java.util.Collection;

/// Reads texts as their types; what cannot be read is a diagnostic and an empty result.
final class Leaves {
  final PlainLeaves plain;
  final PackageLeaves packages;
  final PlaceLeaves places;
  final SystemLeaves system;
  private final Diagnostics diagnostics;
  private final CheckSettings settings;

  Leaves(Diagnostics diagnostics, CheckSettings settings) {
    this.plain = new PlainLeaves(diagnostics);
    this.packages = new PackageLeaves(diagnostics);
    this.places = new PlaceLeaves(diagnostics, settings);
    this.system = new SystemLeaves(diagnostics);
    this.diagnostics = diagnostics;
    this.settings = settings;
  }

  /// Reports what is wrong with a text of that type.
  void check(LeafType type, Scalar s) {
    switch (type) {
      case TEXT, IMPORT -> {}
      case BOOLEAN -> plain.bool(s);
      case NUMBER -> plain.number(s);
      case LANGUAGE_VERSION -> plain.languageVersion(s);
      case NAME -> plain.name(s);
      case PARAMETER_NAME -> plain.parameterName(s);
      case PARAMETER_TYPE, SCRIPTS, PERMISSION_ACTION, PERMISSION_CHECK ->
          choice(s, type.choices());
      case CONDITION -> condition(s);
      case ARCH -> packages.arch(s);
      case TREE -> places.treeName(s);
      case GIT -> places.git(s);
      case COMMIT -> places.commit(s);
      case DIRECTORY -> places.directory(s);
      case SUBDIRECTORY -> places.subdirectory(s);
      case PROFILE -> places.profile(s);
      case FLAG, SIGNED_FLAG -> packages.flag(s);
      case USE_EXPAND -> packages.useExpand(s);
      case PACKAGE -> requested(s);
      case ATOM -> packages.pattern(s);
      case CPV -> packages.cpv(s);
      case KEYWORD -> packages.keyword(s);
      case LICENSE -> packages.license(s);
      case URL -> places.url(s);
      case IMAGE_PATH -> places.imagePath(s);
      case SOURCE -> {}
      case MODE -> system.mode(s);
      case OWNER -> system.owner(s);
      case DEVICE -> system.device(s);
      case ACCOUNT -> system.account(s);
      case ID -> system.id(s);
      case PASSWORD -> system.password(s);
      case SERVICE -> system.service(s);
      case HOSTNAME -> system.hostname(s);
      case LOCALE -> system.locale(s);
      case TIMEZONE -> system.timezone(s);
      case BACKEND -> backend(s);
      case DURATION -> plain.duration(s);
      case INSTALL_MASK -> system.installMask(s);
      case WAIVED -> waived(s);
    }
  }

  private void waived(Scalar s) {
    if (s.text().startsWith("/")) {
      places.imagePath(s);
    } else {
      packages.pattern(s);
    }
  }

  private void requested(Scalar s) {
    if (!s.text().equals("@system")) {
      packages.atom(s);
    }
  }

  void condition(Scalar s) {
    switch (Condition.read(s.text())) {
      case Condition.Read.Ok(var condition) ->
          condition.comparisons().stream()
              .filter(c -> c.name().equals("arch"))
              .forEach(c -> c.words().forEach(w -> packages.arch(word(s, w))));
      case Condition.Read.Bad bad -> bad(s, bad);
    }
  }

  private void bad(Scalar s, Condition.Read.Bad bad) {
    int at = Math.min(bad.offset(), s.text().length());
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.BAD_CONDITION,
                s.part(at, Math.min(at + 1, s.text().length())),
                bad.message())
            .hint(
                isCutByQuote(s)
                    ? "Spaces stand around `==` and `!=`: `line == \"3\"`."
                    : "For example `debug && arch in [arm, arm64]`."));
  }

  /// Whether a quote stands right behind: in `.envc`, `line=="3"` is the word `line==` and a text.
  private static boolean isCutByQuote(Scalar s) {
    return s.text().endsWith("=") && s.span().file().text().startsWith("\"", s.span().end());
  }

  /// A word that a name is compared with, at its place in the condition.
  private static Scalar word(Scalar condition, Condition.Word word) {
    int end = word.offset() + word.text().length();
    return new Scalar(word.text(), condition.style(), condition.part(word.offset(), end));
  }

  private void backend(Scalar s) {
    if (!settings.backends().isEmpty() && !settings.backends().contains(s.text())) {
      Diagnostic d =
          Diagnostic.warning(
                  ManifestCode.UNKNOWN_BACKEND,
                  s.span(),
                  "No backend here is called `" + s.text() + "`.")
              .hint("There are: " + String.join(", ", settings.backends()) + ".");
      diagnostics.add(Suggestions.apply(d, s.text(), settings.backends()));
    }
  }

  private void choice(Scalar s, Collection<String> choices) {
    if (!choices.contains(s.text())) {
      Diagnostic d =
          Diagnostic.error(
                  ManifestCode.UNKNOWN_CHOICE, s.span(), "`" + s.text() + "` is not possible here.")
              .hint("It is one of: " + String.join(", ", choices) + ".");
      diagnostics.add(Suggestions.apply(d, s.text(), choices));
    }
  }
}
