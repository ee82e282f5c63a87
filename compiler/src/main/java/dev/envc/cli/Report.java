package dev.envc.cli;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.JsonRenderer;
import dev.envc.diagnostic.TextRenderer;
import dev.envc.diagnostic.TextRenderer.Colour;
import dev.envc.driver.Outcome;
import java.util.List;
import java.util.function.Function;

/// Prints the outcome of a command. Text: diagnostics to standard error, the result to standard
/// output. JSON: one object on standard output, the result, or `{"diagnostics": […]}` when there is
/// none; warnings go to standard error as text.
final class Report {
  private final Console console;
  private final CommonOptions options;

  Report(Console console, CommonOptions options) {
    this.console = console;
    this.options = options;
  }

  <T> int print(Outcome<T> outcome, Function<T, Object> json, ManifestCommand.Printer<T> text) {
    boolean asJson = options.format.get() == CommonOptions.Format.json;
    if (outcome.value().isEmpty() && asJson) {
      console.out().println("{\"diagnostics\":" + JsonRenderer.render(outcome.diagnostics()) + "}");
    } else {
      diagnostics(outcome.diagnostics());
      outcome.value().ifPresent(value -> printValue(value, asJson, json, text));
    }
    console.out().flush();
    return exitCode(outcome.diagnostics());
  }

  private <T> void printValue(
      T value, boolean asJson, Function<T, Object> json, ManifestCommand.Printer<T> text) {
    if (asJson) {
      console.out().println(Json.text(json.apply(value)));
    } else {
      text.print(value, console);
    }
  }

  void diagnostics(List<Diagnostic> diagnostics) {
    if (!diagnostics.isEmpty()) {
      console.err().print(new TextRenderer(colour()).render(diagnostics));
      console.err().flush();
    }
  }

  /// 0, or the class of the first error.
  static int exitCode(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(Diagnostic::isError)
        .findFirst()
        .map(d -> d.code().exitClass().code())
        .orElse(0);
  }

  private Colour colour() {
    return switch (options.colour.get()) {
      case always -> Colour.ON;
      case never -> Colour.OFF;
      case auto -> console.terminal().colour() ? Colour.ON : Colour.OFF;
    };
  }
}
