package dev.envc.language;

import java.util.ArrayList;
import java.util.List;

/// Reads conditions:
///
///     or      = and { "||" and } ;
///     and     = unary { "&&" unary } ;
///     unary   = "!" unary | "(" or ")" | name [ test ] ;
///     test    = ("==" | "!=") word | "in" ( name | "[" word { "," word } "]" ) ;
final class ConditionParser {
  private static final int MAX_LENGTH = 1000;

  /// Less than what the `.envc` form takes, which puts brackets around conditions that it joins.
  private static final int MAX_DEPTH = 32;

  private final String text;
  private int at;
  private int depth;

  ConditionParser(String text) {
    this.text = text;
  }

  Condition.Read read() {
    if (text.length() > MAX_LENGTH) {
      return new Condition.Read.Bad(
          "A condition is at most " + MAX_LENGTH + " characters long.", MAX_LENGTH);
    }
    try {
      Condition condition = or();
      skip();
      if (at < text.length()) {
        throw new BadException("Here `&&`, `||` or the end of the condition is expected.", at);
      }
      return new Condition.Read.Ok(condition);
    } catch (BadException e) {
      return new Condition.Read.Bad(e.problem, e.offset);
    }
  }

  private Condition or() throws BadException {
    Condition left = and();
    while (take("||")) {
      left = new Condition.Or(left, and());
    }
    return left;
  }

  private Condition and() throws BadException {
    Condition left = unary();
    while (take("&&")) {
      left = new Condition.And(left, unary());
    }
    return left;
  }

  private Condition unary() throws BadException {
    if (take("!")) {
      deeper();
      Condition inner = unary();
      depth--;
      return new Condition.Not(inner);
    }
    if (take("(")) {
      deeper();
      Condition inner = or();
      need(")");
      depth--;
      return inner;
    }
    skip();
    int offset = at;
    return test(word("a parameter, `arch` or `variant`"), offset);
  }

  private void deeper() throws BadException {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new BadException(
          "A condition nests at most " + MAX_DEPTH + " levels deep.", Math.max(0, at - 1));
    }
  }

  private Condition test(String name, int offset) throws BadException {
    if (take("==")) {
      return new Condition.Among(name, offset, List.of(value()), true);
    }
    if (take("!=")) {
      return new Condition.Among(name, offset, List.of(value()), false);
    }
    if (takeWord("in")) {
      if (!take("[")) {
        skip();
        int list = at;
        return new Condition.Within(name, offset, word("`[` or a list"), list);
      }
      var values = new ArrayList<Condition.Word>();
      do {
        values.add(value());
      } while (take(","));
      need("]");
      return new Condition.Among(name, offset, values, true);
    }
    return new Condition.Is(name, offset);
  }

  private Condition.Word value() throws BadException {
    skip();
    int offset = at < text.length() && text.charAt(at) == '"' ? at + 1 : at;
    return new Condition.Word(word("a value"), offset);
  }

  private String word(String what) throws BadException {
    skip();
    int start = at;
    if (at < text.length() && text.charAt(at) == '"') {
      int end = text.indexOf('"', at + 1);
      if (end < 0) {
        throw new BadException("The quote is not closed.", start);
      }
      at = end + 1;
      return text.substring(start + 1, end);
    }
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw new BadException("Here " + what + " is expected.", start);
    }
    return text.substring(start, at);
  }

  static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-.+/:@~*".indexOf(c) >= 0;
  }

  private boolean takeWord(String wanted) {
    skip();
    int end = at + wanted.length();
    boolean here =
        text.startsWith(wanted, at) && (end == text.length() || !isWord(text.charAt(end)));
    at = here ? end : at;
    return here;
  }

  private boolean take(String wanted) {
    skip();
    boolean here = text.startsWith(wanted, at);
    at += here ? wanted.length() : 0;
    return here;
  }

  private void need(String wanted) throws BadException {
    if (!take(wanted)) {
      throw new BadException("Here `" + wanted + "` is expected.", at);
    }
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static final class BadException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String problem;
    private final int offset;

    BadException(String problem, int offset) {
      super(problem, null, false, false);
      this.problem = problem;
      this.offset = offset;
    }
  }
}
