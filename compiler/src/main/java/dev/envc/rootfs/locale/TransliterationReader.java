package dev.envc.rootfs.locale;

import dev.envc.rootfs.locale.Token.Mark;
import java.util.ArrayList;
import java.util.List;

/// Reads the lines from `translit_start` to `translit_end`.
final class TransliterationReader {
  private final Lexer lexer;
  private final Charmap charmap;
  private final Transliteration into;

  TransliterationReader(Lexer lexer, Charmap charmap, Transliteration into) {
    this.lexer = lexer;
    this.charmap = charmap;
    this.into = into;
  }

  void read() throws LocaleSourceException {
    lexer.endLine();
    for (Token t = lexer.next(); !isWord(t, "translit_end"); t = lexer.next()) {
      if (t == Mark.END_OF_FILE || isWord(t, "END")) {
        throw lexer.problem("translit_end is missing");
      } else if (isWord(t, "include")) {
        include();
      } else if (isWord(t, "default_missing")) {
        missing();
      } else if (isWord(t, "translit_ignore")) {
        ignore();
      } else if (t != Mark.END_OF_LINE) {
        rule(t);
      }
    }
    lexer.endLine();
  }

  private static boolean isWord(Token t, String text) {
    return t instanceof Token.Word(var word) && word.equals(text);
  }

  private void include() throws LocaleSourceException {
    if (!(lexer.next() instanceof Token.Text(var source))
        || lexer.next() != Mark.SEMICOLON
        || !(lexer.next() instanceof Token.Text)) {
      throw lexer.problem("`include` takes the name of a source and \"\"");
    }
    into.include(source);
    lexer.endLine();
  }

  private void missing() throws LocaleSourceException {
    Token t = lexer.next();
    while (true) {
      String text = characters(t);
      if (!text.isEmpty()) {
        into.missing(text);
        lexer.skipLine();
        return;
      }
      if (lexer.next() != Mark.SEMICOLON) {
        throw lexer.problem("nothing of `default_missing` can be written");
      }
      t = lexer.next();
    }
  }

  private void ignore() throws LocaleSourceException {
    Token next = Mark.SEMICOLON;
    while (next == Mark.SEMICOLON) {
      if (!(lexer.next() instanceof Token.CodePoint(int from))) {
        throw lexer.problem("not a character");
      }
      next = lexer.next();
      int to = from;
      int step = next == Mark.HEXADECIMAL_RANGE_BY_TWO ? 2 : 1;
      if (next == Mark.HEXADECIMAL_RANGE || step == 2) {
        if (!(lexer.next() instanceof Token.CodePoint(int last)) || last < from) {
          throw lexer.problem("not a range of characters");
        }
        to = last;
        next = lexer.next();
      }
      into.ignore(new Transliteration.Ignored(from, to, step));
    }
    if (next != Mark.END_OF_LINE) {
      throw lexer.problem("not a list of characters");
    }
  }

  /// A rule: texts that stand side by side are one; one with a character that the set lacks is left
  /// out.
  private void rule(Token first) throws LocaleSourceException {
    String from = characters(first);
    if (from.isEmpty()) {
      lexer.skipLine();
      return;
    }
    var to = new ArrayList<String>();
    Token t = lexer.next();
    while (t != Mark.END_OF_LINE) {
      String text = characters(t);
      boolean written = !text.isEmpty();
      t = lexer.next();
      while (t != Mark.SEMICOLON && t != Mark.END_OF_LINE) {
        String more = characters(t);
        written &= !more.isEmpty();
        text += more;
        t = lexer.next();
      }
      if (written) {
        to.add(text);
      }
      if (t == Mark.SEMICOLON) {
        t = lexer.next();
      }
    }
    into.add(new Transliteration.Rule(from, List.copyOf(to)));
  }

  /// The characters of a text; none when one of them is not in the set.
  private String characters(Token t) throws LocaleSourceException {
    return switch (t) {
      case Token.CodePoint(int codePoint) -> Character.toString(codePoint);
      case Token.Text(var text) -> charmap.writes(text) ? text : "";
      default -> throw lexer.problem("not a character or a text in quotes");
    };
  }
}
