package dev.envc.cli;

import dev.envc.diagnostic.DiagnosticCode;
import dev.envc.diagnostic.DiagnosticCodes;
import dev.envc.diagnostic.ExitClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// `envc explain`
final class ExplainCommand extends ManifestCommand {
  final Chosen chosen = new Chosen(line);

  private final Supplier<String> use =
      line.option("--use")
          .label("PACKAGE")
          .says("An atom or name: explains the flags of its highest visible version.")
          .one(String.class, "");

  private final Supplier<String> id =
      line.parameter("0")
          .label("CODE|MANIFEST")
          .says("E and four digits; with --use the manifest.")
          .one(String.class, "");

  private final Supplier<Boolean> list = line.option("--list").says("Lists all codes.").flag();

  ExplainCommand(EnvcCommand root) {
    super(
        root,
        "explain",
        "Says what a diagnostic means and how to mend it; lists all codes without an argument. With"
            + " --use: what sets each USE flag of a package under a manifest.",
        "",
        "Examples:",
        "  envc explain E0402",
        "  envc explain --use dev-libs/openssl prod-line3.env.yaml");
  }

  @Override
  public Integer call() throws IOException {
    return use.get().isEmpty() ? explainCode() : explainUse();
  }

  private int explainUse() throws IOException {
    if (id.get().isEmpty()) {
      root.console().err().println("envc: `explain --use PACKAGE` needs a manifest too.");
      root.console().err().flush();
      return ExitClass.USAGE.code();
    }
    return run(
        compiler -> compiler.use(chosen.question(Path.of(id.get()), use.get(), parameters())),
        UseReports::json,
        UseReports::print);
  }

  private int explainCode() {
    if (list.get() || id.get().isEmpty()) {
      DiagnosticCodes.all()
          .forEach(c -> root.console().out().println(c.id() + "  " + DiagnosticCodes.title(c)));
      return 0;
    }
    Optional<DiagnosticCode> code = DiagnosticCodes.of(id.get());
    if (code.isEmpty()) {
      root.console()
          .err()
          .println("envc: there is no diagnostic " + id.get() + "; `envc explain` lists them.");
      return ExitClass.USAGE.code();
    }
    String page = DiagnosticCodes.page(code.get()).orElse(DiagnosticCodes.title(code.get()));
    if (options.format.get() == CommonOptions.Format.json) {
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
