package dev.envc.cli;

import dev.envc.driver.LanguageTools;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `envc schema`
@Command(
    name = "schema",
    addMethodSubcommands = false,
    description = "Prints the JSON Schema (2020-12) of the YAML form, for editors.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: envc schema > envc.schema.json"})
final class SchemaCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  EnvcCommand root;

  @Mixin CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    root.console().out().print(LanguageTools.schema(List.of()));
    root.console().out().flush();
    return 0;
  }
}
