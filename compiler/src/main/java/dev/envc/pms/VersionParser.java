package dev.envc.pms;

import dev.envc.pms.VersionKey.Suffix;

/// Reads a version in one pass (PMS 3.2).
final class VersionParser {
  private static final Suffix[] SUFFIXES = {
    Suffix.ALPHA, Suffix.BETA, Suffix.PRE, Suffix.RC, Suffix.P
  };

  private final String text;
  private final VersionKey key = new VersionKey();
  private int at;

  VersionParser(String text) {
    this.text = text;
  }

  Parsed<Version> parse() {
    if (!numbers()) {
      return bad("A version number needs a digit here.");
    }
    letter();
    while (peek() == '_') {
      if (!suffix()) {
        return bad("A version suffix is one of _alpha, _beta, _pre, _rc and _p.");
      }
    }
    if (!revision()) {
      return bad("A revision is -r and a number.");
    }
    if (at < text.length()) {
      return bad("This does not belong to a version.");
    }
    return new Parsed.Ok<>(new Version(text, key));
  }

  private boolean numbers() {
    int start = at;
    if (!digits()) {
      return false;
    }
    key.firstNumber(text, start, at);
    while (peek() == '.') {
      start = ++at;
      if (!digits()) {
        return false;
      }
      key.furtherNumber(text, start, at);
    }
    return true;
  }

  private void letter() {
    char c = peek();
    if (c >= 'a' && c <= 'z') {
      key.letter(c);
      at++;
    } else {
      key.letter((char) 0);
    }
  }

  private boolean suffix() {
    for (Suffix suffix : SUFFIXES) {
      if (text.startsWith(suffix.text, at + 1)) {
        at += 1 + suffix.text.length();
        int start = at;
        boolean _ = digits();
        key.suffix(suffix, text, start, at);
        return true;
      }
    }
    return false;
  }

  private boolean revision() {
    int offset = at;
    int start = at;
    if (text.startsWith("-r", at)) {
      at += 2;
      start = at;
      if (!digits()) {
        return false;
      }
    }
    key.revision(text, offset, start, at);
    return true;
  }

  private boolean digits() {
    int start = at;
    while (Names.isDigit(peek())) {
      at++;
    }
    return at > start;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private Parsed<Version> bad(String message) {
    return new Parsed.Bad<>(message, at);
  }
}
