package dev.envc.editor;

import dev.envc.editor.Place.Slot;
import dev.envc.editor.Place.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a collection in brackets or braces up to the cursor. One that is not closed ends where a
/// line is indented as little as the key it belongs to.
final class YamlFlow {
  private static final class Frame {
    private final boolean list;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private String key = "";

    Frame(boolean list) {
      this.list = list;
    }
  }

  private final String text;
  private final int cursor;
  private final int column;
  private final List<Step> around;
  private final List<Frame> frames = new ArrayList<>();
  private int at;

  YamlFlow(String text, int start, int cursor, int column, List<Step> around) {
    this.text = text;
    this.at = start;
    this.cursor = cursor;
    this.column = column;
    this.around = around;
  }

  /// Behind the collection.
  int end() {
    return at;
  }

  /// The place, when the cursor is in the collection.
  Optional<Place> read() {
    do {
      char c = text.charAt(at);
      if (at >= cursor && !frames.isEmpty()) {
        return Optional.of(place(cursor));
      }
      if (c == '[' || c == '{') {
        frames.add(new Frame(c == '['));
        at++;
      } else if (c == ']' || c == '}') {
        frames.removeLast();
        value("");
        at++;
      } else if (c == ',') {
        if (!frames.getLast().list) {
          frames.getLast().key = "";
        }
        at++;
      } else if (c == '#' && Character.isWhitespace(text.charAt(at - 1))) {
        at = lineEnd();
        if (cursor <= at) {
          return Optional.of(nowhere());
        }
      } else if (c == '\n') {
        at++;
        if (isOver()) {
          return Optional.empty();
        }
      } else if (c == ' ' || c == '\r' || c == '\t' || isColon()) {
        at++;
      } else {
        Optional<Place> found = word();
        if (found.isPresent()) {
          return found;
        }
      }
    } while (!frames.isEmpty() && at < text.length());
    return frames.isEmpty() || cursor < at ? Optional.empty() : Optional.of(place(cursor));
  }

  /// Whether the line that starts here can no longer belong to the collection.
  private boolean isOver() {
    int i = at;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    boolean blank = i >= text.length() || "\r\n#]}".indexOf(text.charAt(i)) >= 0;
    return !blank && i - at <= column;
  }

  private Optional<Place> word() {
    int start = at;
    char quote = text.charAt(at);
    if (quote == '"' || quote == '\'') {
      at++;
      while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
        at++;
      }
      boolean closed = at < text.length() && text.charAt(at) == quote;
      at += closed ? 1 : 0;
      if (cursor < at || (cursor == at && !closed)) {
        return Optional.of(place(start));
      }
    } else {
      while (at < text.length() && ",[]{}\r\n".indexOf(text.charAt(at)) < 0 && !isColon()) {
        at++;
      }
      if (cursor <= at) {
        return Optional.of(place(start));
      }
    }
    String word = YamlWord.unquoted(text.substring(start, at).strip());
    if (isColon()) {
      frames.getLast().key = word;
      frames.getLast().texts.put(word, "");
    } else {
      value(word);
    }
    return Optional.empty();
  }

  private void value(String word) {
    if (!frames.isEmpty() && !frames.getLast().key.isEmpty()) {
      frames.getLast().texts.put(frames.getLast().key, word);
    }
  }

  private boolean isColon() {
    return at < text.length()
        && text.charAt(at) == ':'
        && (at + 1 >= text.length() || " \r\n,]}".indexOf(text.charAt(at + 1)) >= 0);
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private Place nowhere() {
    return Place.of(List.of(), Slot.NONE, YamlWord.at(text, cursor, cursor, true), Map.of());
  }

  private Place place(int start) {
    Place.Word word = YamlWord.at(text, start, cursor, true);
    Frame last = frames.getLast();
    if (last.list) {
      return Place.of(path(frames.size()), Slot.ITEM, word, Map.of());
    }
    return last.key.isEmpty()
        ? Place.of(path(frames.size() - 1), Slot.KEY, word, last.texts)
        : Place.of(path(frames.size()), Slot.VALUE, word, Map.of());
  }

  private List<Step> path(int depth) {
    var path = new ArrayList<>(around);
    for (int i = 0; i < depth; i++) {
      Frame f = frames.get(i);
      boolean mapping = i + 1 < frames.size() && !frames.get(i + 1).list;
      path.add(
          f.list
              ? new Step.Item(
                  mapping
                      ? Optional.ofNullable(frames.get(i + 1).texts.get("atom"))
                      : Optional.empty())
              : new Step.Key(f.key));
    }
    return path;
  }
}
