package dev.envc.check;

import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.Edit;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.language.ManifestFields;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names, numbers, booleans and durations.
final class PlainLeaves {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?");
  private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z0-9_-]*");
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})([hdw])");
  private static final int LONGEST_NAME = 100;

  static final Set<String> TRUE_ELSEWHERE = Set.of("yes", "on", "y", "true");
  static final Set<String> FALSE_ELSEWHERE = Set.of("no", "off", "n", "false");

  private final Diagnostics diagnostics;

  PlainLeaves(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Optional<String> name(Scalar s) {
    if (NAME.matcher(s.text()).matches() && s.text().length() <= LONGEST_NAME) {
      return Optional.of(s.text());
    }
    diagnostics.add(
        Diagnostic.error(ManifestCode.BAD_NAME, s.span(), "`" + s.text() + "` cannot be a name.")
            .hint(
                "A name has lower-case letters, digits, `.`, `_` and `-`, starts and ends with a"
                    + " letter or digit, and is at most "
                    + LONGEST_NAME
                    + " long."));
    return Optional.empty();
  }

  Optional<String> parameterName(Scalar s) {
    boolean reserved = s.text().equals("arch") || s.text().equals("variant");
    if (PARAMETER.matcher(s.text()).matches() && !reserved) {
      return Optional.of(s.text());
    }
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.BAD_NAME, s.span(), "`" + s.text() + "` cannot name a parameter.")
            .hint(
                reserved
                    ? "`arch` and `variant` are always there."
                    : "It has lower-case letters, digits, `_` and `-`, and starts with a letter."));
    return Optional.empty();
  }

  Optional<Boolean> bool(Scalar s) {
    String text = s.text();
    if (s.style() == Scalar.Style.PLAIN && (text.equals("true") || text.equals("false"))) {
      return Optional.of(text.equals("true"));
    }
    String folded = text.toLowerCase(Locale.ROOT);
    boolean yes = TRUE_ELSEWHERE.contains(folded);
    if (yes || FALSE_ELSEWHERE.contains(folded)) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.OTHER_YAML,
                  s.span(),
                  "Here true or false is expected; `" + text + "` is a text.")
              .hint("Write `" + yes + "`.")
              .edit(new Edit("write `" + yes + "`", s.span(), String.valueOf(yes))));
      return Optional.empty();
    }
    diagnostics.add(
        Diagnostic.error(
            ManifestCode.BAD_BOOLEAN, s.span(), "Here `true` or `false` is expected."));
    return Optional.empty();
  }

  Optional<Long> number(Scalar s) {
    if (NUMBER.matcher(s.text()).matches()) {
      return Optional.of(Long.parseLong(s.text()));
    }
    diagnostics.add(
        Diagnostic.error(ManifestCode.BAD_NUMBER, s.span(), "Here a whole number is expected."));
    return Optional.empty();
  }

  void languageVersion(Scalar s) {
    if (!s.text().equals(String.valueOf(ManifestFields.VERSION))) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.LANGUAGE_VERSION,
                  s.span(),
                  "This compiler reads version " + ManifestFields.VERSION + " of the language.")
              .hint(
                  "Write `envc: " + ManifestFields.VERSION + "`, or use a newer compiler.",
                  "Write `envc " + ManifestFields.VERSION + "`, or use a newer compiler."));
    }
  }

  Optional<Duration> duration(Scalar s) {
    Matcher m = DURATION.matcher(s.text());
    if (m.matches()) {
      long n = Long.parseLong(m.group(1));
      return Optional.of(
          switch (m.group(2)) {
            case "h" -> Duration.ofHours(n);
            case "d" -> Duration.ofDays(n);
            default -> Duration.ofDays(7 * n);
          });
    }
    diagnostics.add(
        Diagnostic.error(ManifestCode.BAD_DURATION, s.span(), "Here a duration is expected.")
            .hint("Write a number of hours, days or weeks: `12h`, `180d`, `26w`."));
    return Optional.empty();
  }
}
