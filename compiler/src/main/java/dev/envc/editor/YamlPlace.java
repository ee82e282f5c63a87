package dev.envc.editor;

import dev.envc.editor.Place.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the place of an offset in a text in the YAML form by reading its lines up to there, by
/// their indentation; the rest may be broken in any way.
final class YamlPlace {
  private final String text;
  private final int offset;
  private final YamlStack stack = new YamlStack();
  private int at;

  /// The offset at which the block scalar ends that the current key holds, by its indentation.
  private int blockText = -1;

  YamlPlace(String text, int offset) {
    this.text = text;
    this.offset = Math.clamp(offset, 0, text.length());
  }

  Place place() {
    while (at <= offset) {
      int end = lineEnd(at);
      boolean last = offset <= end;
      Optional<Place> found = line(at, end, last);
      if (found.isPresent()) {
        return found.get();
      }
      if (at <= end) {
        at = end + 1;
      }
    }
    return none();
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /// Reads a line; gives the place when the cursor is in it. A flow collection may run on over
  /// several lines: `at` is behind it then.
  private Optional<Place> line(int start, int end, boolean last) {
    int content = start;
    while (content < end && text.charAt(content) == ' ') {
      content++;
    }
    boolean blank = content >= end || "\r\n#".indexOf(text.charAt(content)) >= 0;
    int indent = content - start;
    if (blockText >= 0 && (blank || indent > blockText)) {
      return last ? Optional.of(inText()) : Optional.empty();
    }
    blockText = -1;
    if (blank) {
      return last ? Optional.of(onBlank(start, content, end)) : Optional.empty();
    }
    if (last && offset < content) {
      return Optional.of(none());
    }
    return content(start, content, end, last);
  }

  private Place onBlank(int start, int content, int end) {
    boolean comment = content < end && text.charAt(content) == '#' && offset > content;
    if (comment) {
      return none();
    }
    stack.enter(offset - start, /* dash= */ false);
    return key(offset, offset - start);
  }

  private Optional<Place> content(int start, int from, int end, boolean last) {
    int i = from;
    stack.enter(i - start, isDash(i, end));
    while (isDash(i, end)) {
      stack.dash(i - start);
      i++;
      while (i < end && text.charAt(i) == ' ') {
        i++;
      }
      if (last && offset < i) {
        return Optional.of(offset > i - 1 || i >= end ? item(offset) : none());
      }
      if (i >= end || text.charAt(i) == '\r') {
        return last ? Optional.of(item(offset)) : Optional.empty();
      }
    }
    int column = i - start;
    int colon = colon(i, end);
    if (colon < 0) {
      return scalarLine(i, column, last);
    }
    boolean slotFollows =
        last && offset == colon + 1 && colon + 1 >= end && text.substring(i, colon).contains("/");
    if (slotFollows && stack.isItem(column)) {
      return Optional.of(item(i));
    }
    stack.key(column, YamlWord.unquoted(text.substring(i, colon).strip()));
    if (last && offset <= colon) {
      return Optional.of(key(i, column));
    }
    int value = colon + 1;
    while (value < end && text.charAt(value) == ' ') {
      value++;
    }
    return value(value, end, column, last);
  }

  /// A line without a key: an item of a list, or a key that is being typed.
  private Optional<Place> scalarLine(int i, int column, boolean last) {
    if ("[{".indexOf(text.charAt(i)) >= 0) {
      return flow(i, column, last);
    }
    if (!last) {
      return Optional.empty();
    }
    return Optional.of(stack.isItem(column) ? item(i) : key(i, column));
  }

  private Optional<Place> value(int value, int end, int column, boolean last) {
    boolean empty = value >= end || "\r#".indexOf(text.charAt(value)) >= 0;
    if (empty) {
      boolean comment = value < end && text.charAt(value) == '#' && offset > value;
      return last ? Optional.of(comment ? none() : valueAt(offset)) : Optional.empty();
    }
    char c = text.charAt(value);
    if (c == '|' || c == '>') {
      blockText = column;
      return last ? Optional.of(none()) : Optional.empty();
    }
    if (c == '[' || c == '{') {
      return last && offset <= value ? Optional.of(valueAt(offset)) : flow(value, column, last);
    }
    stack.text(YamlWord.unquoted(withoutComment(text.substring(value, end))));
    return last ? Optional.of(valueAt(value)) : Optional.empty();
  }

  private Optional<Place> flow(int start, int column, boolean last) {
    var flow = new YamlFlow(text, start, offset, column, stack.path());
    Optional<Place> found = flow.read();
    at = flow.end();
    if (found.isEmpty() && last && at <= offset) {
      return Optional.of(none());
    }
    return found;
  }

  private boolean isDash(int i, int end) {
    return i < end
        && text.charAt(i) == '-'
        && (i + 1 >= end || " \r".indexOf(text.charAt(i + 1)) >= 0);
  }

  /// The colon behind a key; -1 when the line has none.
  private int colon(int from, int end) {
    char quote = text.charAt(from);
    if ("[{".indexOf(quote) >= 0) {
      return -1;
    }
    int i = from;
    if (quote == '"' || quote == '\'') {
      i = text.indexOf(quote, from + 1) + 1;
      return i > 0 && i < end && text.charAt(i) == ':' ? i : -1;
    }
    for (; i < end; i++) {
      char c = text.charAt(i);
      if (c == ':' && (i + 1 >= end || " \r".indexOf(text.charAt(i + 1)) >= 0)) {
        return i;
      }
      if (c == '#' && text.charAt(i - 1) == ' ') {
        return -1;
      }
    }
    return -1;
  }

  private Place key(int from, int column) {
    return Place.of(stack.keyPath(column), Slot.KEY, word(from), beside(column));
  }

  private Place item(int from) {
    return Place.of(stack.path(), Slot.ITEM, word(from), Map.of());
  }

  private Place valueAt(int from) {
    return Place.of(stack.path(), Slot.VALUE, word(from), Map.of());
  }

  private Place inText() {
    return Place.of(stack.path(), Slot.NONE, word(offset), Map.of());
  }

  private Place none() {
    return Place.of(List.of(), Slot.NONE, word(offset), Map.of());
  }

  /// The keys of the mapping at a column, also those below the cursor.
  private Map<String, String> beside(int column) {
    var all = new LinkedHashMap<>(stack.beside(column));
    YamlWord.below(text, lineEnd(offset), column, all);
    return all;
  }

  private Place.Word word(int from) {
    return YamlWord.at(text, Math.min(from, offset), offset, /* flow= */ false);
  }

  private static String withoutComment(String value) {
    int comment = value.indexOf(" #");
    return (comment < 0 ? value : value.substring(0, comment)).strip();
  }
}
