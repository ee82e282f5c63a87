package dev.envc.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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

  final Supplier<Format> format;
  final Supplier<Colour> colour;
  final Supplier<Boolean> quiet;
  final Supplier<Boolean> verbose;
  final Supplier<Optional<Path>> cacheDirectory;
  final Supplier<List<Path>> plugins;
  final Supplier<Boolean> offline;

  CommonOptions(Arguments line) {
    format =
        line.option("--format")
            .label("FORMAT")
            .says("How results are printed: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
            .one(Format.class, "text");
    colour =
        line.option("--color")
            .label("WHEN")
            .says("Colour in diagnostics: ${COMPLETION-CANDIDATES}.")
            .one(Colour.class, "auto");
    quiet = line.option("-q", "--quiet").says("No progress; diagnostics and results only.").flag();
    verbose = line.option("--verbose").says("Stack traces of internal errors.").flag();
    cacheDirectory =
        line.option("--cache-dir")
            .label("DIR")
            .says(
                "Where trees, packages and layers are kept between runs (default: ENVC_CACHE_DIR,"
                    + " else XDG_CACHE_HOME/envc, else ~/.cache/envc).")
            .maybe(Path.class);
    plugins =
        line.option("--plugin")
            .label("JAR")
            .says(
                "A jar with a backend; may be given again. Jars in ENVC_PLUGINS (separated by `:`)"
                    + " are found too.")
            .many(Path.class);
    offline =
        line.option("--offline")
            .says(
                "Asks nothing of the network; what is neither in the cache nor on this machine is"
                    + " an error.")
            .flag();
  }
}
