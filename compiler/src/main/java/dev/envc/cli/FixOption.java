package dev.envc.cli;

import dev.envc.driver.Compiler;
import dev.envc.driver.Fixing;
import dev.envc.driver.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `--fix`: what a diagnostic offers is written into the manifest, and the work is done again.
final class FixOption {
  private final Supplier<Boolean> fix;
  private final Supplier<Integer> number;

  FixOption(Arguments line) {
    fix =
        line.option("--fix")
            .says(
                "When there is an error: write the first fix that is offered for it into the"
                    + " manifest, and try again.")
            .flag();
    number =
        line.option("--nth")
            .label("N")
            .says("With --fix: the Nth fix that is offered, not the first.")
            .one(Integer.class, "1");
  }

  /// The work, and where it fails and a fix can be applied, the work once more.
  <T> ManifestCommand.Work<T> around(
      ManifestCommand.Work<T> work, List<Path> manifests, Console console) {
    return !fix.get() ? work : compiler -> fixed(compiler, work, manifests, console);
  }

  private <T> Outcome<T> fixed(
      Compiler compiler, ManifestCommand.Work<T> work, List<Path> manifests, Console console)
      throws IOException {
    Outcome<T> first = work.run(compiler);
    Optional<Fixing.Applied> applied =
        first.value().isPresent()
            ? Optional.empty()
            : Fixing.apply(manifests, first.diagnostics(), number.get());
    if (applied.isEmpty()) {
      return first;
    }
    console.err().println(applied.get().manifest() + ": changed: " + applied.get().title());
    console.err().flush();
    return work.run(compiler);
  }
}
