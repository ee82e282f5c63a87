package dev.envc.pms;

import java.util.Optional;
import java.util.function.Function;

/// The outcome of reading text: a value, or what is wrong with the text and where.
///
/// @param <T> the value's type
public sealed interface Parsed<T> {

  /// The text was understood.
  record Ok<T>(T value) implements Parsed<T> {}

  /// The text was not understood.
  ///
  /// @param message one plain sentence that ends with a dot
  /// @param offset where in the text the problem starts, in UTF-16 units from 0
  record Bad<T>(String message, int offset) implements Parsed<T> {}

  /// The value.
  ///
  /// @throws PmsSyntaxException if there is none
  default T orElseThrow() {
    return switch (this) {
      case Ok<T>(var value) -> value;
      case Bad<T>(var message, var offset) -> throw new PmsSyntaxException(message, offset);
    };
  }

  /// The value, or empty for a [Bad].
  default Optional<T> toOptional() {
    return switch (this) {
      case Ok<T>(var value) -> Optional.of(value);
      case Bad<T> _ -> Optional.empty();
    };
  }

  /// True for an [Ok].
  default boolean isOk() {
    return this instanceof Ok<T>;
  }

  /// This outcome with the value replaced.
  default <U> Parsed<U> map(Function<? super T, ? extends U> function) {
    return switch (this) {
      case Ok<T>(var value) -> new Ok<>(function.apply(value));
      case Bad<T>(var message, var offset) -> new Bad<>(message, offset);
    };
  }

  /// This outcome, with a problem moved by `offset` for a text that is part of a longer one.
  default Parsed<T> shifted(int offset) {
    return switch (this) {
      case Ok<T> ok -> ok;
      case Bad<T>(var message, var at) -> new Bad<>(message, at + offset);
    };
  }
}
