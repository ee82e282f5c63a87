package dev.envc.cli;

import dev.envc.diagnostic.DiagnosticCode;
import dev.envc.diagnostic.DiagnosticCodes;
import dev.envc.diagnostic.ExitClass;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `envc explain`
@Command(
    name = "explain",
    description =
        "Says what a diagnostic means and how to mend it; lists all codes without an argument.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: envc explain E0402"})
final class ExplainCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  EnvcCommand root;

  @Mixin CommonOptions options = new CommonOptions();

  @Parameters(arity = "0..1", paramLabel = "CODE", description = "E and four digits.")
  String id = "";

  @Option(names = "--list", description = "Lists all codes.")
  boolean list;

  @Override
  public Integer call() {
    if (list || id.isEmpty()) {
      DiagnosticCodes.all()
          .forEach(c -> root.console().out().println(c.id() + "  " + DiagnosticCodes.title(c)));
      return 0;
    }
    Optional<DiagnosticCode> code = DiagnosticCodes.of(id);
    if (code.isEmpty()) {
      root.console()
          .err()
          .println("envc: there is no diagnostic " + id + "; `envc explain` lists them.");
      return ExitClass.USAGE.code();
    }
    String page = DiagnosticCodes.page(code.get()).orElse(DiagnosticCodes.title(code.get()));
    if (options.format == CommonOptions.Format.json) {
      root.console()
          .out()
          .println(
              Json.text(
                  Json.object(
                      "code",
                      code.get().id(),
                      "exitCode",
                      code.get().exitClass().code(),
                      "page",
                      page)));
    } else {
      root.console().out().print(page);
    }
    root.console().out().flush();
    return 0;
  }
}
