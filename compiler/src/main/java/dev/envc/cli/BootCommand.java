package dev.envc.cli;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.driver.Outcome;
import dev.envc.flash.EmulatorCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `envc boot`
@Command(
    name = "boot",
    addMethodSubcommands = false,
    description = "Boots a compiled disk image of a qemu board, on this terminal.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: envc boot build/kiosk-arm64.img"})
final class BootCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  EnvcCommand root;

  @Mixin CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "IMAGE", description = "A raw image; its .layout.json lies beside it.")
  Path image = Path.of("");

  @Option(
      names = "--keep",
      description = "Keep what the system writes; otherwise the image stays as it is.")
  boolean keep;

  @Option(names = "--print", description = "Print the command instead of running it.")
  boolean print;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command;
    try {
      command =
          EmulatorCommand.of(
              image, keep ? EmulatorCommand.Writes.KEPT : EmulatorCommand.Writes.DISCARDED);
    } catch (UserErrorException e) {
      return failed(e);
    }
    if (print || options.format == CommonOptions.Format.json) {
      return new Report(root.console(), options)
          .print(
              Outcome.of(command, List.of()),
              c -> Json.object("command", c),
              (c, console) -> console.out().println(String.join(" ", c)));
    }
    Process process;
    try {
      process = new ProcessBuilder(command).inheritIO().start();
    } catch (IOException _) {
      return failed(EmulatorCommand.absent(command.getFirst()));
    }
    return process.waitFor();
  }

  private int failed(UserErrorException e) {
    return new Report(root.console(), options)
        .print(Outcome.<List<String>>failed(e), c -> c, (c, _) -> {});
  }
}
