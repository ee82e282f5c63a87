package dev.envc.sandbox;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.MachineCode;
import dev.envc.diagnostic.UserErrorException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine's bubblewrap, bwrap(1).
public final class Bubblewrap {
  private Bubblewrap() {}

  /// Looks in `path`, a list as in the environment variable PATH.
  ///
  /// @throws UserErrorException when it is not installed
  public static Path find(String path) throws UserErrorException {
    for (String directory : path.split(":", -1)) {
      Path program = Path.of(directory, "bwrap");
      if (!directory.isEmpty() && Files.isExecutable(program)) {
        return program;
      }
    }
    throw new UserErrorException(
        Diagnostic.error(MachineCode.SANDBOX_MISSING, "bubblewrap (bwrap) is not installed.")
            .hint(
                "Install it: Gentoo `emerge sys-apps/bubblewrap`, Debian `apt install"
                    + " bubblewrap`."));
  }
}
