package dev.envc.cli;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.driver.Outcome;
import dev.envc.flash.Devices;
import dev.envc.flash.Flasher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `envc flash`
@Command(
    name = "flash",
    addMethodSubcommands = false,
    description =
        "Writes a disk image with its block map to a device, and verifies it. Refuses devices that"
            + " are in use; asks before it writes; exits with 1 when the answer is no.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: envc flash build/gateway-arm64.img.xz /dev/sdX"})
final class FlashCommand implements Callable<Integer> {
  /// The answer was no.
  private static final int DECLINED = 1;

  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  EnvcCommand root;

  @Mixin CommonOptions options = new CommonOptions();

  @Parameters(
      index = "0",
      paramLabel = "IMAGE",
      description = "A raw, .xz or .zst image; its .bmap lies beside it.")
  Path image = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DEVICE",
      description = "The block device that is written over.")
  Path device = Path.of("");

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @Override
  public Integer call() throws IOException {
    var progress = new Progress(root.console(), options.quiet);
    Outcome<Boolean> outcome;
    try {
      boolean written =
          new Flasher(
                  new Devices(Path.of("/sys"), Path.of("/proc")), this::mayWrite, progress::report)
              .flash(image, device);
      outcome = Outcome.of(written, List.of());
    } catch (UserErrorException e) {
      outcome = Outcome.failed(e);
    } finally {
      progress.finish();
    }
    int exit = report(outcome);
    return exit == 0 && !outcome.value().orElse(false) ? DECLINED : exit;
  }

  private int report(Outcome<Boolean> outcome) {
    return new Report(root.console(), options)
        .print(
            outcome,
            written -> Json.object("written", written),
            (written, console) ->
                console
                    .out()
                    .println(
                        written ? device + " is written and verified" : "nothing was written"));
  }

  private boolean mayWrite(Devices.Device target, Path from, long size) {
    if (yes) {
      return true;
    }
    Console console = root.console();
    console
        .err()
        .print(
            String.format(
                Locale.ROOT,
                "Write %s (%d MiB) over %s, %s, %d MiB%s? Everything on it is lost. [y/N] ",
                from,
                size >> 20,
                target.path(),
                target.model().isBlank() ? "unknown model" : target.model(),
                target.size() >> 20,
                target.removable() ? "" : ", NOT removable"));
    console.err().flush();
    var answer = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
    return answer.hasNextLine()
        && answer.nextLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}
