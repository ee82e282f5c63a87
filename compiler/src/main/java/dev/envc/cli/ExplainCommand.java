package dev.envc.cli;

import dev.envc.diagnostic.DiagnosticCode;
import dev.envc.diagnostic.DiagnosticCodes;
import dev.envc.diagnostic.ExitClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `envc explain`
@Command(
    name = "explain",
    addMethodSubcommands = false,
    description =
        "Says what a diagnostic means and how to mend it; lists all codes without an argument. With"
            + " --use: what sets each USE flag of a package under a manifest.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  envc explain E0402",
      "  envc explain --use dev-libs/openssl prod-line3.env.yaml"
    })
final class ExplainCommand extends ManifestCommand {
  @Mixin Chosen chosen = new Chosen();

  @Option(
      names = "--use",
      paramLabel = "PACKAGE",
      description = "An atom or name: explains the flags of its highest visible version.")
  String use = "";

  @Parameters(
      arity = "0..1",
      paramLabel = "CODE|MANIFEST",
      description = "E and four digits; with --use the manifest.")
  String id = "";

  @Option(names = "--list", description = "Lists all codes.")
  boolean list;

  @Override
  public Integer call() throws IOException {
    return use.isEmpty() ? explainCode() : explainUse();
  }

  private int explainUse() throws IOException {
    if (id.isEmpty()) {
      root.console().err().println("envc: `explain --use PACKAGE` needs a manifest too.");
      root.console().err().flush();
      return ExitClass.USAGE.code();
    }
    return run(
        compiler -> compiler.use(chosen.question(Path.of(id), use, parameters())),
        UseReports::json,
        UseReports::print);
  }

  private int explainCode() {
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
