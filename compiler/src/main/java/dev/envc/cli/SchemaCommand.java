package dev.envc.cli;

import dev.envc.driver.LanguageTools;
import java.util.List;

/// `envc schema`
final class SchemaCommand extends Verb {
  final CommonOptions options = new CommonOptions(line);

  SchemaCommand(EnvcCommand root) {
    super(
        root,
        "schema",
        "Prints the JSON Schema (2020-12) of the YAML form, for editors.",
        "",
        "Example: envc schema > envc.schema.json");
  }

  @Override
  public Integer call() {
    root.console().out().print(LanguageTools.schema(List.of()));
    root.console().out().flush();
    return 0;
  }
}
