package dev.envc.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the examples of the field table: YAML's flow form with plain and double-quoted scalars.
final class FlowText {
  private final String text;
  private int at;

  private FlowText(String text) {
    this.text = text;
  }

  /// Maps, lists, texts, whole numbers and booleans.
  static Object read(String text) {
    return new FlowText(text).value("");
  }

  private Object value(String end) {
    skip();
    return switch (at < text.length() ? text.charAt(at) : ' ') {
      case '{' -> mapping();
      case '[' -> list();
      case '"' -> quoted();
      default -> plain(end);
    };
  }

  private Map<String, Object> mapping() {
    var map = new LinkedHashMap<String, Object>();
    at++;
    for (skip(); text.charAt(at) != '}'; separator()) {
      String key = text.charAt(at) == '"' ? quoted() : word(":");
      skip();
      at++;
      map.put(key, value(",}"));
    }
    at++;
    return map;
  }

  private List<Object> list() {
    var list = new ArrayList<>();
    at++;
    for (skip(); text.charAt(at) != ']'; separator()) {
      list.add(value(",]"));
    }
    at++;
    return list;
  }

  private void separator() {
    skip();
    at += text.charAt(at) == ',' ? 1 : 0;
    skip();
  }

  private String quoted() {
    var out = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
        out.append(text.charAt(at) == 'n' ? '\n' : text.charAt(at));
      } else {
        out.append(text.charAt(at));
      }
    }
    at++;
    return out.toString();
  }

  private Object plain(String end) {
    String word = word(end);
    if (word.equals("true") || word.equals("false")) {
      return Boolean.valueOf(word);
    }
    return word.matches("0|-?[1-9][0-9]{0,8}") ? (Object) Integer.valueOf(word) : word;
  }

  /// A colon ends a key only where a space follows it.
  private String word(String end) {
    int start = at;
    while (at < text.length()
        && (end.indexOf(text.charAt(at)) < 0
            || (text.charAt(at) == ':' && !text.startsWith(": ", at)))) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private void skip() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }
}
