package dev.envc.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that every command takes.
final class CommonOptions {
  enum Format {
    text,
    json
  }

  enum Colour {
    auto,
    always,
    never
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How results are printed: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  Format format = Format.text;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colour in diagnostics: ${COMPLETION-CANDIDATES}.")
  Colour colour = Colour.auto;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress; diagnostics and results only.")
  boolean quiet;

  @Option(names = "--verbose", description = "Stack traces of internal errors.")
  boolean verbose;

  @Option(
      names = "--cache-dir",
      paramLabel = "DIR",
      description =
          "Where trees, packages and layers are kept between runs (default: ENVC_CACHE_DIR, else"
              + " XDG_CACHE_HOME/envc, else ~/.cache/envc).")
  @Nullable Path cacheDirectory;

  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      description =
          "A jar with a backend; may be given again. Jars in ENVC_PLUGINS (separated by `:`) are"
              + " found too.")
  List<Path> plugins = new ArrayList<>();

  @Option(
      names = "--offline",
      description =
          "Asks nothing of the network; what is neither in the cache nor on this machine is an"
              + " error.")
  boolean offline;
}
