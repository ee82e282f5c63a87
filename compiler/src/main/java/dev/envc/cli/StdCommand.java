package dev.envc.cli;

import dev.envc.diagnostic.ExitClass;
import dev.envc.diagnostic.Suggestions;
import dev.envc.driver.LanguageTools;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `envc std`
final class StdCommand extends Verb {
  final CommonOptions options = new CommonOptions(line);

  private final Supplier<String> what =
      line.parameter("0").label("list|show").one(String.class, "list");

  private final Supplier<String> module = line.parameter("1").label("MODULE").one(String.class, "");

  StdCommand(EnvcCommand root) {
    super(
        root,
        "std",
        "Lists the modules of the standard library, or prints one.",
        "",
        "Examples:",
        "  envc std list",
        "  envc std show std:role/server");
  }

  @Override
  public Integer call() {
    int exit =
        switch (what.get()) {
          case "list" -> list();
          case "show" -> show();
          default ->
              refuse(
                  "there is no `envc std " + what.get() + "`", what.get(), List.of("list", "show"));
        };
    root.console().out().flush();
    root.console().err().flush();
    return exit;
  }

  private int refuse(String problem, String word, List<String> known) {
    String near = Suggestions.question(word, known).map(q -> " " + q).orElse("");
    root.console().err().println("envc: " + problem + "." + near);
    root.console().err().println("Try `envc std list`.");
    return ExitClass.USAGE.code();
  }

  private int list() {
    for (String name : LanguageTools.modules()) {
      String first = LanguageTools.module(name).orElse("").lines().findFirst().orElse("");
      root.console().out().println(first.replaceFirst("^# ", ""));
    }
    return 0;
  }

  private int show() {
    Optional<String> source = LanguageTools.module(module.get());
    if (source.isEmpty()) {
      List<String> names = LanguageTools.modules().stream().map(m -> "std:" + m).toList();
      return refuse(
          module.get().isEmpty()
              ? "`envc std show` needs a module"
              : "there is no module " + module.get(),
          module.get().startsWith("std:") ? module.get() : "std:" + module.get(),
          names);
    }
    root.console().out().print(source.get());
    return 0;
  }
}
