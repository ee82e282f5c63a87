package dev.envc.rootfs.locale;

import dev.envc.rootfs.locale.Token.Mark;
import java.util.Set;

/// `define NAME` and `ifdef NAME … else … endif` in LC_COLLATE. Conditions are not nested.
final class Conditions {
  private final Lexer lexer;
  private final Set<String> definitions;
  private boolean open;

  /// @param definitions shared by a source and those it copies
  Conditions(Lexer lexer, Set<String> definitions) {
    this.lexer = lexer;
    this.definitions = definitions;
  }

  /// @return whether the line was one of these
  boolean handle(String keyword) throws LocaleSourceException {
    switch (keyword) {
      case "define" -> definitions.add(name());
      case "undef" -> definitions.remove(name());
      case "ifdef", "ifndef" -> condition(keyword);
      case "else", "elifdef", "elifndef" -> {
        // The branch before it was taken.
        close();
        skip(true);
      }
      case "endif" -> {
        close();
        lexer.endLine();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void condition(String keyword) throws LocaleSourceException {
    if (open) {
      throw lexer.problem("conditions cannot be nested");
    }
    String word = keyword;
    while (word.endsWith("def")) {
      boolean negated = word.endsWith("ifndef");
      if (definitions.contains(name()) != negated) {
        open = true;
        return;
      }
      word = skip(false);
    }
    open = word.equals("else");
  }

  private void close() throws LocaleSourceException {
    if (!open) {
      throw lexer.problem("there is no `ifdef` before it");
    }
    open = false;
  }

  /// Skips a branch.
  ///
  /// @param all whether all that follow are skipped
  /// @return the keyword that ended it
  private String skip(boolean all) throws LocaleSourceException {
    lexer.skipLine();
    while (true) {
      Token t = lexer.next();
      if (t instanceof Token.Word(var word)) {
        switch (word) {
          case "endif" -> {
            lexer.endLine();
            return word;
          }
          case "else", "elifdef", "elifndef" -> {
            if (!all) {
              return word;
            }
          }
          case "ifdef", "ifndef" -> throw lexer.problem("conditions cannot be nested");
          case "END" -> throw lexer.problem("`endif` is missing");
          default -> {}
        }
      } else if (t == Mark.END_OF_FILE) {
        throw lexer.problem("`endif` is missing");
      }
      lexer.skipLine();
    }
  }

  private String name() throws LocaleSourceException {
    if (lexer.next() instanceof Token.Word(var name)) {
      lexer.endLine();
      return name;
    }
    throw lexer.problem("not a name");
  }
}
