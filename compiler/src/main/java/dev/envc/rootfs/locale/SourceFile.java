package dev.envc.rootfs.locale;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One source, and where in it the categories are. What stands before them can only be
/// `escape_char`, `comment_char` and `repertoiremap`.
final class SourceFile {
  private static final Pattern START = Pattern.compile("LC_[A-Z]{1,20}(\\s.*)?");
  private static final Pattern BLANK = Pattern.compile("\\s+");

  private record Section(int start, int end, int line) {}

  private final String name;
  private final byte[] bytes;
  private char escape = '\\';
  private char comment = '#';
  private final Map<String, Section> sections = new HashMap<>();

  SourceFile(String name, byte[] bytes) throws LocaleSourceException {
    this.name = name;
    this.bytes = bytes;
    index();
  }

  /// The words of a category, from the line after its name to its `END`; empty when the source has
  /// none.
  Optional<Lexer> section(Category category) {
    return Optional.ofNullable(sections.get(category.name()))
        .map(s -> new Lexer(name, bytes, s.start(), s.end(), s.line(), escape, comment));
  }

  private void index() throws LocaleSourceException {
    int line = 1;
    int position = 0;
    String open = "";
    int start = 0;
    int startLine = 0;
    while (position < bytes.length) {
      int next = position;
      while (next < bytes.length && bytes[next] != '\n') {
        next++;
      }
      String text = open.isEmpty() || mayEnd(position, next) ? text(position, next) : "";
      next = Math.min(next + 1, bytes.length);
      line++;
      if (!open.isEmpty()) {
        if (isEndOf(open, text)) {
          if (sections.putIfAbsent(open, new Section(start, next, startLine)) != null) {
            throw new LocaleSourceException(name + ": " + open + " is defined twice");
          }
          open = "";
        }
      } else if (START.matcher(text).matches()) {
        open = BLANK.split(text, 2)[0];
        start = next;
        startLine = line;
      } else {
        header(text, line - 1);
      }
      position = next;
    }
    if (!open.isEmpty()) {
      throw new LocaleSourceException(name + ": END " + open + " is missing");
    }
  }

  private static boolean isEndOf(String category, String text) {
    String[] words = BLANK.split(text, 3);
    return words.length >= 2 && words[0].equals("END") && words[1].equals(category);
  }

  private void header(String text, int line) throws LocaleSourceException {
    if (text.isEmpty() || text.charAt(0) == comment || text.startsWith("repertoiremap")) {
      return;
    }
    String[] words = BLANK.split(text, 3);
    if (words.length < 2 || words[1].length() != 1) {
      throw new LocaleSourceException(name + ":" + line + ": not in a category");
    }
    switch (words[0]) {
      case "escape_char" -> escape = words[1].charAt(0);
      case "comment_char" -> comment = words[1].charAt(0);
      default -> throw new LocaleSourceException(name + ":" + line + ": not in a category");
    }
  }

  private boolean mayEnd(int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at + 3 < to && bytes[at] == 'E' && bytes[at + 1] == 'N' && bytes[at + 2] == 'D';
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).strip();
  }
}
