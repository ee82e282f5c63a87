package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import java.util.List;
import java.util.Optional;

/// What a phase or a command gives: a value, unless there were errors; and what there is to say,
/// warnings included.
public record Outcome<T>(Optional<T> value, List<Diagnostic> diagnostics) {
  public Outcome {
    diagnostics = List.copyOf(diagnostics);
  }

  public static <T> Outcome<T> of(T value, List<Diagnostic> diagnostics) {
    return new Outcome<>(Optional.of(value), diagnostics);
  }

  public static <T> Outcome<T> failed(UserErrorException error) {
    return new Outcome<>(Optional.empty(), error.diagnostics());
  }
}
