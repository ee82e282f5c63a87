package dev.envc.rootfs.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of /etc/locale.gen (locale.gen(5)): a locale and its character map, `de_DE.UTF-8
/// UTF-8`, or one with a variant, `sr_RS@latin UTF-8`.
final class LocaleList {
  /// What glibc has is about 300 locales in UTF-8.
  private static final int MAX_LINES = 600;

  private static final Pattern NAME =
      Pattern.compile("([A-Za-z0-9_]{1,32})(\\.[A-Za-z0-9-]{1,32})?(@[A-Za-z0-9]{1,32})?");

  /// A locale that is asked for.
  ///
  /// @param source the name of its source in /usr/share/i18n/locales
  /// @param charmap the name of its character map, as in /usr/share/i18n/charmaps
  /// @param directory what its directory in /usr/lib/locale is called: the name of the character
  ///   set is there in small letters and digits (localedef)
  /// @param asked the words that asked for it, and where
  record Wanted(String source, String charmap, String directory, String asked) {}

  private final List<Wanted> wanted = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /// Adds a file, as it is read by locale-gen(8).
  void addFile(String path, String text) {
    int number = 0;
    for (String line : text.lines().limit(100_000).toList()) {
      number++;
      String words = line.strip();
      if (words.isEmpty() || words.startsWith("#")) {
        continue;
      }
      String asked = "`" + words + "` (" + path + ":" + number + ")";
      String[] fields = words.split("\\s+", -1);
      if (fields.length == 2) {
        add(fields[0], fields[1], asked);
      } else {
        problems.add(asked + " is not a locale and a character map");
      }
    }
  }

  /// Adds the value of LANG: `de_DE.UTF-8`.
  void addLang(String value, String path) {
    Matcher m = NAME.matcher(value);
    String codeSet = m.matches() && m.group(2) != null ? m.group(2).substring(1) : "UTF-8";
    add(value, isUtf8(codeSet) ? "UTF-8" : codeSet, "`" + value + "` (" + path + ")");
  }

  /// In the order in which they are asked for, each once.
  List<Wanted> wanted() {
    return wanted;
  }

  /// What cannot be a locale, in plain words.
  List<String> problems() {
    return problems;
  }

  private void add(String name, String charmap, String asked) {
    Matcher m = NAME.matcher(name);
    if (name.equals("C") || name.equals("POSIX")) {
      return; // Parts of glibc itself.
    }
    if (!m.matches() || !charmap.matches("[A-Za-z0-9_.:+()-]{1,64}")) {
      problems.add(asked + " is not the name of a locale");
      return;
    }
    String variant = Optional.ofNullable(m.group(3)).orElse("");
    if (m.group(2) != null && !normal(m.group(2)).equals(normal(charmap))) {
      problems.add(asked + " names two character maps");
      return;
    }
    String directory = m.group(1) + "." + normal(charmap) + variant;
    if (wanted.stream().noneMatch(w -> w.directory().equals(directory))) {
      if (wanted.size() == MAX_LINES) {
        problems.add(asked + " is one locale too many");
      } else {
        wanted.add(new Wanted(m.group(1) + variant, charmap, directory, asked));
      }
    }
  }

  static boolean isUtf8(String charmap) {
    return normal(charmap).equals("utf8");
  }

  /// A name of digits only is one of ISO's.
  private static String normal(String codeSet) {
    String plain = codeSet.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    return plain.matches("[0-9]+") ? "iso" + plain : plain;
  }
}
