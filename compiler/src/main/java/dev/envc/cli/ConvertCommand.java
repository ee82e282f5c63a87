package dev.envc.cli;

import dev.envc.driver.LanguageTools;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `envc convert`
@Command(
    name = "convert",
    addMethodSubcommands = false,
    description = "Prints a manifest in the other form of the language: YAML or .envc.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: envc convert line3.env.yaml > line3.envc"})
final class ConvertCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  EnvcCommand root;

  @Mixin CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "MANIFEST")
  Path file = Path.of("");

  @Override
  public Integer call() {
    return new Report(root.console(), options)
        .print(
            LanguageTools.convert(file),
            text -> Json.object("text", text),
            (text, console) -> console.out().print(text));
  }
}
