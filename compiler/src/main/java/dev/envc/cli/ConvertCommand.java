package dev.envc.cli;

import dev.envc.driver.LanguageTools;
import java.nio.file.Path;
import java.util.function.Supplier;

/// `envc convert`
final class ConvertCommand extends Verb {
  final CommonOptions options = new CommonOptions(line);

  private final Supplier<Path> file = line.parameter("0").label("MANIFEST").one(Path.class);

  ConvertCommand(EnvcCommand root) {
    super(
        root,
        "convert",
        "Prints a manifest in the other form of the language: YAML or .envc.",
        "",
        "Example: envc convert line3.env.yaml > line3.envc");
  }

  @Override
  public Integer call() {
    return new Report(root.console(), options)
        .print(
            LanguageTools.convert(file.get()),
            text -> Json.object("text", text),
            (text, console) -> console.out().print(text));
  }
}
