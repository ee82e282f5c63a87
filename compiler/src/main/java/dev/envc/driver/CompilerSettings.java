package dev.envc.driver;

import dev.envc.backend.ProgressListener;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What the compiler is given from outside: where it may keep what can be made again, the jars of
/// backend plug-ins, whether it may use the network, where programs are found (PATH), who hears of
/// progress, and what time it is (for the age of trees only; it reaches no artefact).
public record CompilerSettings(
    Path cacheDirectory,
    List<Path> plugins,
    boolean offline,
    String programPath,
    ProgressListener progress,
    Instant now) {
  public CompilerSettings {
    plugins = List.copyOf(plugins);
  }
}
