package dev.envc.cli;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.driver.Outcome;
import dev.envc.flash.EmulatorCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// `envc boot`
final class BootCommand extends Verb {
  final CommonOptions options = new CommonOptions(line);

  private final Supplier<Path> image =
      line.parameter("0")
          .label("IMAGE")
          .says("A raw image; its .layout.json lies beside it.")
          .one(Path.class);

  private final Supplier<Boolean> keep =
      line.option("--keep")
          .says("Keep what the system writes; otherwise the image stays as it is.")
          .flag();

  private final Supplier<Boolean> print =
      line.option("--print").says("Print the command instead of running it.").flag();

  BootCommand(EnvcCommand root) {
    super(
        root,
        "boot",
        "Boots a compiled disk image of a qemu board, on this terminal.",
        "",
        "Example: envc boot build/kiosk-arm64.img");
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command;
    try {
      command =
          EmulatorCommand.of(
              image.get(),
              keep.get() ? EmulatorCommand.Writes.KEPT : EmulatorCommand.Writes.DISCARDED);
    } catch (UserErrorException e) {
      return failed(e);
    }
    if (print.get() || options.format.get() == CommonOptions.Format.json) {
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
