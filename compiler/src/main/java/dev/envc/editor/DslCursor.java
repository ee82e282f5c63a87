package dev.envc.editor;

import dev.envc.editor.Place.Slot;
import dev.envc.editor.Place.Step;
import dev.envc.frontend.dsl.DslTokens;
import dev.envc.frontend.dsl.DslTokens.DslToken;
import dev.envc.frontend.dsl.DslTokens.Kind;
import dev.envc.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words of a text in the `.envc` form before an offset, read one after the other, and the
/// place of the offset once it is found: where the words end. The first place found is it.
final class DslCursor {
  private final String text;
  private final List<DslToken> tokens;
  private final Place.Word word;
  private int i;
  private Optional<Place> found = Optional.empty();

  DslCursor(OpenText open, int offset) {
    this.text = open.text();
    List<DslToken> all = DslTokens.of(SourceFile.of(open.path().toString(), text));
    Optional<DslToken> current = all.stream().filter(t -> holds(t, offset)).findFirst();
    int from = current.map(t -> t.span().start()).orElse(offset);
    this.tokens =
        all.stream().filter(t -> t.kind() != Kind.COMMENT && t.span().end() <= from).toList();
    this.word = DslWord.of(text, current, offset);
    boolean comment =
        all.stream()
            .anyMatch(
                t ->
                    t.kind() == Kind.COMMENT
                        && t.span().start() < offset
                        && offset <= t.span().end());
    if (comment) {
      found(List.of(), Slot.NONE);
    }
  }

  private static boolean holds(DslToken t, int offset) {
    boolean word = t.kind() == Kind.WORD || t.kind() == Kind.TEXT || t.kind() == Kind.LABEL;
    boolean behindQuote = t.kind() == Kind.TEXT && offset == t.span().end();
    return word && t.span().start() <= offset && offset <= t.span().end() && !behindQuote;
  }

  boolean atEnd() {
    return i >= tokens.size();
  }

  DslToken next() {
    return tokens.get(i++);
  }

  boolean is(String mark) {
    return !atEnd() && tokens.get(i).text().equals(mark) && tokens.get(i).kind() != Kind.TEXT;
  }

  boolean take(String mark) {
    boolean is = is(mark);
    i += is ? 1 : 0;
    return is;
  }

  /// The next word, which stays the next.
  DslToken peek() {
    return tokens.get(i);
  }

  void skip() {
    i++;
  }

  void back() {
    i--;
  }

  /// Whether the next word is on a later line than the one before it.
  boolean startsLine() {
    return i > 0 && tokens.get(i - 1).span().to().line() < peek().span().from().line();
  }

  /// The start of the cursor's word, when that is on a later line than the last word read; empty
  /// otherwise.
  Optional<String> wordOnNewLine() {
    int before = i == 0 ? 0 : tokens.get(i - 1).span().end();
    return word.start() > before && text.substring(before, word.start()).contains("\n")
        ? Optional.of(word.before())
        : Optional.empty();
  }

  /// Whether the place is not found yet.
  boolean searches() {
    return found.isEmpty();
  }

  Optional<Place> place() {
    return found;
  }

  void found(List<Step> path, Slot slot) {
    found(path, slot, Map.of());
  }

  void found(List<Step> path, Slot slot, Map<String, String> beside) {
    if (found.isEmpty()) {
      found = Optional.of(Place.of(path, slot, word, beside));
    }
  }

  void foundWords(List<Step> path, List<String> all) {
    if (found.isEmpty()) {
      found = Optional.of(words(path, all));
    }
  }

  Place words(List<Step> path, List<String> all) {
    return new Place(path, Slot.WORDS, word, Map.of(), all);
  }

  static Step key(String name) {
    return new Step.Key(name);
  }

  static Step item(String head) {
    return new Step.Item(head.isEmpty() ? Optional.empty() : Optional.of(head));
  }

  static List<Step> plus(List<Step> path, Step step) {
    var all = new ArrayList<>(path);
    all.add(step);
    return all;
  }
}
