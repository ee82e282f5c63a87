package dev.envc.tree.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/// A line of a configuration file that has words on it.
///
/// @param words the words, at least one
/// @param comment the comment above the line, its lines joined by LF without the `#`; empty if
///   there is none
record ConfigLine(List<String> words, Origin origin, String comment) {

  /// The lines of a text. A `#` that starts a word starts a comment. The comment above a line is
  /// the last block of comment lines with no empty line between it and the line.
  static List<ConfigLine> parse(String file, String text) {
    var lines = new ArrayList<ConfigLine>();
    var comment = new StringBuilder();
    boolean inComment = false;
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String stripped = line.strip();
      if (stripped.startsWith("#")) {
        if (!inComment) {
          comment.setLength(0);
        }
        inComment = true;
        comment.append(comment.isEmpty() ? "" : "\n").append(stripped.substring(1).strip());
        continue;
      }
      inComment = false;
      if (stripped.isEmpty()) {
        comment.setLength(0);
        continue;
      }
      List<String> words = words(stripped);
      lines.add(new ConfigLine(words, new Origin(file, number), comment.toString()));
    }
    return lines;
  }

  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    for (var tokens = new StringTokenizer(line); tokens.hasMoreTokens(); ) {
      String word = tokens.nextToken();
      if (word.startsWith("#")) {
        break;
      }
      words.add(word);
    }
    return words;
  }

  String first() {
    return words.getFirst();
  }

  List<String> rest() {
    return words.subList(1, words.size());
  }
}
