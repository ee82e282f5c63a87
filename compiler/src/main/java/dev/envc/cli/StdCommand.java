package dev.envc.cli;

import dev.envc.diagnostic.ExitClass;
import dev.envc.diagnostic.Suggestions;
import dev.envc.driver.LanguageTools;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `envc std`
@Command(
    name = "std",
    description = "Lists the modules of the standard library, or prints one.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  envc std list", "  envc std show std:role/server"})
final class StdCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  EnvcCommand root;

  @Mixin CommonOptions options = new CommonOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "list|show", defaultValue = "list")
  String what = "list";

  @Parameters(index = "1", arity = "0..1", paramLabel = "MODULE", defaultValue = "")
  String module = "";

  @Override
  public Integer call() {
    int exit =
        switch (what) {
          case "list" -> list();
          case "show" -> show();
          default -> refuse("there is no `envc std " + what + "`", what, List.of("list", "show"));
        };
    root.console().out().flush();
    root.console().err().flush();
    return exit;
  }

  private int refuse(String what, String word, List<String> known) {
    String near = Suggestions.question(word, known).map(q -> " " + q).orElse("");
    root.console().err().println("envc: " + what + "." + near);
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
    Optional<String> source = LanguageTools.module(module);
    if (source.isEmpty()) {
      List<String> names = LanguageTools.modules().stream().map(m -> "std:" + m).toList();
      return refuse(
          module.isEmpty() ? "`envc std show` needs a module" : "there is no module " + module,
          module.startsWith("std:") ? module : "std:" + module,
          names);
    }
    root.console().out().print(source.get());
    return 0;
  }
}
