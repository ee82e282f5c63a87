package dev.envc.rootfs;

import dev.envc.pms.Parsed;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file of assignments, as Portage reads /etc/env.d: the words of a small shell, of which each
/// three are a name, `=` and a value. Nothing is expanded. One thing that is none of that, such as
/// a name without a value or an `=` in a value without quotes, and Portage takes nothing of the
/// file.
final class EnvFile {
  /// Words are of these, quoted parts and what stands behind a backslash; any other character is a
  /// word of its own.
  private static final String WORD_CHARACTERS = "~!@#$%*_\\:;?,./-+{}";

  private static final String BLANK = " \t\n";

  private static final Pattern NO_NAME =
      Pattern.compile("^\\d|\\W", Pattern.UNICODE_CHARACTER_CLASS);

  private final String text;
  private int at;

  /// What is wrong with the file; nothing more is read then.
  private @Nullable Parsed<SequencedMap<String, String>> problem;

  private EnvFile(String text) {
    this.text = text;
  }

  /// The variables in order. Line ends of other systems are line ends.
  static Parsed<SequencedMap<String, String>> parse(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    return new EnvFile(lines.endsWith("\n") ? lines : lines + "\n").assignments();
  }

  private Parsed<SequencedMap<String, String>> assignments() {
    var result = new LinkedHashMap<String, String>();
    while (true) {
      Optional<String> name = word();
      if (name.equals(Optional.of("export"))) {
        name = word();
      }
      int start = at;
      Optional<String> equal = name.isEmpty() ? Optional.empty() : word();
      Optional<String> value = equal.isEmpty() ? Optional.empty() : word();
      if (problem != null) {
        return problem;
      }
      if (name.isEmpty()) {
        return new Parsed.Ok<>(result);
      }
      if (NO_NAME.matcher(name.get()).find()) {
        return new Parsed.Bad<>(
            "`%s` stands where a variable's name should; a value before it is missing or needs quotes."
                .formatted(name.get()),
            start);
      }
      if (!equal.equals(Optional.of("="))) {
        return new Parsed.Bad<>("`" + name.get() + "` has no `=` behind it.", start);
      }
      if (value.isEmpty()) {
        return new Parsed.Bad<>("`" + name.get() + "` has no value.", start);
      }
      result.put(name.get(), value.get());
    }
  }

  /// The next word; empty at the end of the file. A comment begins wherever a `#` is not quoted,
  /// and ends the word.
  private Optional<String> word() {
    var word = new StringBuilder();
    boolean quoted = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean ends = !word.isEmpty() || quoted;
      if (BLANK.indexOf(c) >= 0 || c == '#') {
        at = c == '#' ? endOfLine() : at + 1;
        if (ends) {
          return Optional.of(word.toString());
        }
      } else if (c == '"' || c == '\'') {
        quoted = true;
        at++;
        quotedPart(word, c);
      } else if (c == '\\') {
        at++;
        escaped(word);
      } else if (isWordCharacter(c)) {
        word.append(c);
        at++;
      } else if (ends) {
        return Optional.of(word.toString());
      } else {
        int start = at;
        at += Character.charCount(text.codePointAt(at));
        return Optional.of(text.substring(start, at));
      }
    }
    return word.isEmpty() && !quoted ? Optional.empty() : Optional.of(word.toString());
  }

  private void quotedPart(StringBuilder word, char quote) {
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return;
      }
      if (c == '\\' && quote == '"' && at < text.length()) {
        char next = text.charAt(at++);
        // A backslash before anything else, a line end too, stays.
        word.append(next == '"' || next == '\\' ? "" : "\\").append(next);
      } else {
        word.append(c);
      }
    }
    problem = new Parsed.Bad<>("A quote is not closed.", start - 1);
  }

  private void escaped(StringBuilder word) {
    if (at == text.length()) {
      problem = new Parsed.Bad<>("Nothing is behind the backslash.", at - 1);
    } else {
      int c = text.codePointAt(at);
      word.appendCodePoint(c);
      at += Character.charCount(c);
    }
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || WORD_CHARACTERS.indexOf(c) >= 0;
  }
}
