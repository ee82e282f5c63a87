package dev.envc.check;

import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.Edit;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Modes, accounts, host names, locales and time zones.
final class SystemLeaves {
  private static final Pattern QUOTED_MODE = Pattern.compile("0?[0-7]{3,4}");
  private static final Pattern OCTAL_MODE = Pattern.compile("0o([0-7]{1,4})");
  private static final Pattern PLAIN_DIGITS = Pattern.compile("[0-7]{3,5}");

  /// useradd(8)'s rule.
  private static final Pattern ACCOUNT = Pattern.compile("[a-z_][a-z0-9_-]{0,30}\\$?");

  private static final Pattern ID = Pattern.compile("0|[1-9][0-9]{0,9}");

  /// The largest number that is not (uid_t) -1.
  private static final long LARGEST_ID = 4_294_967_294L;

  private static final Pattern DEVICE = Pattern.compile("([cb]) ([0-9]{1,4}) ([0-9]{1,7})");

  /// A label of RFC 1123.
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private static final Pattern LOCALE =
      Pattern.compile("(C|POSIX|[a-z]{2,3}(_[A-Z]{2})?)(\\.[A-Za-z0-9-]+)?(@[a-z]+)?");
  private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9+_-]+(/[A-Za-z0-9+_-]+)*");
  private static final Pattern SERVICE = Pattern.compile("-?[A-Za-z0-9_][A-Za-z0-9_.@:+-]*");
  private static final Pattern HASH = Pattern.compile("[!*]|!?\\$[0-9a-z]+\\$[!-9;-~]+");

  private final Diagnostics diagnostics;

  SystemLeaves(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// A pattern of INSTALL_MASK: one word, as make.conf(5) splits the variable at spaces.
  Optional<String> installMask(Scalar s) {
    String text = s.text();
    if (text.isEmpty() || text.equals("-")) {
      diagnostics.add(
          Diagnostic.error(ManifestCode.BAD_TOKEN, s.span(), "There is no pattern.")
              .hint("Write a path, a file name or a glob; `-` before it takes it out again."));
      return Optional.empty();
    }
    if (text.chars().anyMatch(c -> c <= ' ')) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.BAD_TOKEN, s.span(), "A pattern is one word; spaces end it.")
              .hint("`?` stands for any one character, a space too."));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  Optional<Integer> mode(Scalar s) {
    Matcher octal = OCTAL_MODE.matcher(s.text());
    if (octal.matches()) {
      return Optional.of(Integer.parseInt(octal.group(1), 8));
    }
    if (s.style() != Scalar.Style.PLAIN && QUOTED_MODE.matcher(s.text()).matches()) {
      return Optional.of(Integer.parseInt(s.text(), 8));
    }
    if (s.style() == Scalar.Style.PLAIN && PLAIN_DIGITS.matcher(s.text()).matches()) {
      String quoted = "\"" + s.text() + "\"";
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.OTHER_YAML,
                  s.span(),
                  "`" + s.text() + "` without quotes is a decimal number, not an octal mode.")
              .hint("Write " + quoted + ".")
              .edit(new Edit("put it in quotes", s.span(), quoted)));
      return Optional.empty();
    }
    return bad(
        ManifestCode.BAD_MODE,
        s,
        "This is not a file mode.",
        "Write octal digits in quotes, at most 07777: \"0644\".");
  }

  Optional<String> account(Scalar s) {
    return matching(
        s,
        ACCOUNT,
        ManifestCode.BAD_ACCOUNT,
        "cannot be an account name",
        "It has lower-case letters, digits, `_` and `-`, starts with a letter or `_`, and is at"
            + " most 31 long.");
  }

  Optional<Integer> id(Scalar s) {
    // Numbers above Integer.MAX_VALUE are valid ids, but no account of an image needs them.
    if (ID.matcher(s.text()).matches() && Long.parseLong(s.text()) <= Integer.MAX_VALUE) {
      return Optional.of(Integer.parseInt(s.text()));
    }
    return bad(
        ManifestCode.BAD_ACCOUNT,
        s,
        "This is not a user or group number.",
        "Write a number from 0 to " + Integer.MAX_VALUE + ".");
  }

  Optional<String> owner(Scalar s) {
    boolean number = ID.matcher(s.text()).matches() && Long.parseLong(s.text()) <= LARGEST_ID;
    return number ? Optional.of(s.text()) : account(s);
  }

  Optional<Matcher> device(Scalar s) {
    Matcher m = DEVICE.matcher(s.text());
    return m.matches()
        ? Optional.of(m)
        : bad(
            ManifestCode.BAD_PATH,
            s,
            "A device is written as its kind, major and minor number.",
            "For example `c 5 1` for the console.");
  }

  Optional<String> hostname(Scalar s) {
    boolean good = s.text().length() <= 64;
    for (String label : s.text().split("\\.", -1)) {
      good &= LABEL.matcher(label).matches();
    }
    return good
        ? Optional.of(s.text())
        : bad(
            ManifestCode.BAD_HOSTNAME,
            s,
            "`" + s.text() + "` cannot be a host name.",
            "It has labels of letters, digits and `-`, joined by `.`, at most 64 characters.");
  }

  Optional<String> locale(Scalar s) {
    return matching(
        s, LOCALE, ManifestCode.BAD_LOCALE, "is not a locale", "For example `de_AT.UTF-8`.");
  }

  Optional<String> timezone(Scalar s) {
    if (!ZONE.matcher(s.text()).matches()) {
      return bad(
          ManifestCode.BAD_TIMEZONE,
          s,
          "`" + s.text() + "` is not a time zone.",
          "For example `Europe/Vienna` or `UTC`.");
    }
    var known = new TreeSet<>(ZoneId.getAvailableZoneIds());
    if (!known.contains(s.text())) {
      Diagnostic d =
          Diagnostic.warning(
              ManifestCode.BAD_TIMEZONE,
              s.span(),
              "The time zone database that comes with Java has no `" + s.text() + "`.");
      diagnostics.add(Suggestions.apply(d, s.text(), known));
    }
    return Optional.of(s.text());
  }

  /// A service without its sign.
  Optional<String> service(Scalar s) {
    return matching(
            s,
            SERVICE,
            ManifestCode.BAD_NAME,
            "cannot name a service",
            "It has letters, digits and `_.@:+-`.")
        .map(t -> t.startsWith("-") ? t.substring(1) : t);
  }

  Optional<String> password(Scalar s) {
    return HASH.matcher(s.text()).matches()
        ? Optional.of(s.text())
        : bad(
            ManifestCode.BAD_PASSWORD,
            s,
            "This is not a password hash.",
            "Write what `openssl passwd -6` prints, never the password itself.");
  }

  private Optional<String> matching(
      Scalar s, Pattern pattern, ManifestCode code, String what, String hint) {
    return pattern.matcher(s.text()).matches()
        ? Optional.of(s.text())
        : bad(code, s, "`" + s.text() + "` " + what + ".", hint);
  }

  private <T> Optional<T> bad(ManifestCode code, Scalar s, String message, String hint) {
    diagnostics.add(Diagnostic.error(code, s.span(), message).hint(hint));
    return Optional.empty();
  }
}
