package dev.envc.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the launcher has the JVM learn from when it makes an AOT cache (JEP 483, JEP 515): verbs on
/// two manifests, those that compute much often enough for their profiles to mean something. What
/// is in a cache is loaded at every start, so there is one for each group of verbs.
///
/// Arguments: the group, a directory that may be written to, with copies of the quickstart (its
/// `.envc` form too) and of `training` beside this source.
final class Training {
  private static final int ROUNDS = 40;

  private Training() {}

  public static void main(String[] args) {
    String manifest = args[1] + "/quickstart/quickstart.env.yaml";
    String other = args[1] + "/quickstart/quickstart.envc";
    String overlay = args[1] + "/training/training.env.yaml";
    String directory = args[1] + "/training/directory.env.yaml";
    String language = args[1] + "/training/language.env.yaml";
    String dsl = args[1] + "/training/language.envc";
    String cache = args[1] + "/cache";
    switch (args[0]) {
      case "texts" -> {
        for (int i = 0; i < ROUNDS; i++) {
          run("check", manifest, other);
          run("check", language, dsl);
          run("show", manifest);
        }
        run("explain", "E0101");
      }
      case "trees" -> {
        run("check", language, dsl);
        for (int i = 0; i < ROUNDS; i++) {
          run("check", "--trees", manifest, other, "--cache-dir", cache);
          attempt("check", "--trees", overlay, "--cache-dir", cache);
        }
        run("lock", "--update", manifest, "--cache-dir", cache);
      }
      case "images" -> {
        run("check", manifest, other);
        run("check", language, dsl);
        for (int i = 0; i < ROUNDS; i++) {
          // Four in turn: a new image, the same, one over it, the same.
          String out = args[1] + "/out" + i / 4;
          String round = "org.example.round=" + i / 2;
          run(compile(manifest, out, cache, "--annotation", round));
          attempt(compile(directory, out, cache));
        }
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.exit(0); // as the program does: what that loads belongs in the cache too
  }

  private static String[] compile(String manifest, String out, String cache, String... more) {
    String[] args = {"compile", manifest, "--backend", "oci", "-o", out, "--cache-dir", cache};
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  private static void run(String... args) {
    int code = attempt(args);
    if (code != 0) {
      throw new IllegalStateException(List.of(args) + " ended with " + code);
    }
  }

  /// A run that may end with an error: an overlay without a metadata cache needs bash.
  private static int attempt(String... args) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    var environment = Map.of("PATH", path, "ENVC_TERMINAL", "0");
    return Main.run(args, new Console(nowhere, nowhere, Terminal.detect(environment)), environment);
  }
}
