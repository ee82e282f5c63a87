package dev.envc.language;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A condition on the architecture, the variant and parameters: `arch == arm64 && !debug`.
public sealed interface Condition {
  /// A parameter that is true.
  record Is(String name, int offset) implements Condition {}

  /// A name whose value is, or is not, among some.
  record Among(String name, int offset, List<Word> words, boolean among) implements Condition {
    public Among {
      words = List.copyOf(words);
    }

    private boolean has(String value) {
      return words.stream().anyMatch(w -> w.text().equals(value));
    }
  }

  /// A word that a name is compared with, with its place in the text.
  record Word(String text, int offset) {}

  /// A name whose value is an item of a list.
  record Within(String name, int offset, String list, int listOffset) implements Condition {}

  record Not(Condition inner) implements Condition {}

  record And(Condition left, Condition right) implements Condition {}

  record Or(Condition left, Condition right) implements Condition {}

  /// What reading a condition gives.
  sealed interface Read {
    record Ok(Condition condition) implements Read {}

    /// `offset` is where the text stops making sense.
    record Bad(String message, int offset) implements Read {}
  }

  /// A name a condition asks for, with its place in the text.
  record Name(String name, int offset) {}

  static Read read(String text) {
    return new ConditionParser(text).read();
  }

  /// Whether the condition holds; a name without a value is false.
  default boolean holds(
      Function<String, Optional<String>> scope, Function<String, Optional<List<String>>> lists) {
    return switch (this) {
      case Is c -> scope.apply(c.name()).map("true"::equals).orElse(false);
      case Among c -> scope.apply(c.name()).map(c::has).orElse(false) == c.among();
      case Within c ->
          scope
              .apply(c.name())
              .map(lists.apply(c.list()).orElse(List.of())::contains)
              .orElse(false);
      case Not c -> !c.inner().holds(scope, lists);
      case And c -> c.left().holds(scope, lists) && c.right().holds(scope, lists);
      case Or c -> c.left().holds(scope, lists) || c.right().holds(scope, lists);
    };
  }

  /// The comparisons of a name with words.
  default List<Among> comparisons() {
    return switch (this) {
      case Is _, Within _ -> List.of();
      case Among c -> List.of(c);
      case Not c -> c.inner().comparisons();
      case And c -> both(c.left(), c.right());
      case Or c -> both(c.left(), c.right());
    };
  }

  /// The names that stand for a list.
  default List<Name> lists() {
    return switch (this) {
      case Is _, Among _ -> List.of();
      case Within c -> List.of(new Name(c.list(), c.listOffset()));
      case Not c -> c.inner().lists();
      case And c -> Stream.concat(c.left().lists().stream(), c.right().lists().stream()).toList();
      case Or c -> Stream.concat(c.left().lists().stream(), c.right().lists().stream()).toList();
    };
  }

  private static List<Among> both(Condition left, Condition right) {
    return Stream.concat(left.comparisons().stream(), right.comparisons().stream()).toList();
  }

  /// The names the condition asks for.
  default List<Name> names() {
    return switch (this) {
      case Is c -> List.of(new Name(c.name(), c.offset()));
      case Among c -> List.of(new Name(c.name(), c.offset()));
      case Within c -> List.of(new Name(c.name(), c.offset()), new Name(c.list(), c.listOffset()));
      case Not c -> c.inner().names();
      case And c -> Stream.concat(c.left().names().stream(), c.right().names().stream()).toList();
      case Or c -> Stream.concat(c.left().names().stream(), c.right().names().stream()).toList();
    };
  }
}
