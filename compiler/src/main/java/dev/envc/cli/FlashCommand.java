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
import java.util.function.Supplier;

/// `envc flash`
final class FlashCommand extends Verb {
  /// The answer was no.
  FlashCommand(EnvcCommand root) {
    super(
        root,
        "flash",
        "Writes a disk image with its block map to a device, and verifies it. Refuses devices that"
            + " are in use; asks before it writes; exits with 1 when the answer is no.",
        "",
        "Example: envc flash build/gateway-arm64.img.xz /dev/sdX");
  }

  private static final int DECLINED = 1;

  final CommonOptions options = new CommonOptions(line);

  private final Supplier<Path> image =
      line.parameter("0")
          .label("IMAGE")
          .says("A raw, .xz or .zst image; its .bmap lies beside it.")
          .one(Path.class);

  private final Supplier<Path> device =
      line.parameter("1")
          .label("DEVICE")
          .says("The block device that is written over.")
          .one(Path.class);

  private final Supplier<Boolean> yes = line.option("--yes").says("Do not ask.").flag();

  @Override
  public Integer call() throws IOException {
    var progress = new Progress(root.console(), options.quiet.get());
    Outcome<Boolean> outcome;
    try {
      boolean written =
          new Flasher(
                  new Devices(Path.of("/sys"), Path.of("/proc")), this::mayWrite, progress::report)
              .flash(image.get(), device.get());
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
                        written
                            ? device.get() + " is written and verified"
                            : "nothing was written"));
  }

  private boolean mayWrite(Devices.Device target, Path from, long size) {
    if (yes.get()) {
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
