package dev.envc.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/// What the launcher has the JVM learn from when it makes an AOT cache (JEP 483, JEP 515): verbs on
/// one manifest, those that compute much often enough for their profiles to mean something. What is
/// in a cache is loaded at every start, so there is one for each group of verbs.
///
/// Arguments: the group, a YAML manifest with its `.envc` form beside it in a place that may be
/// written to, a directory for caches and outputs.
final class Training {
  private static final int ROUNDS = 40;

  private Training() {}

  public static void main(String[] args) {
    String manifest = args[1];
    String other = manifest.replace(".env.yaml", ".envc");
    String cache = args[2] + "/cache";
    switch (args[0]) {
      case "texts" -> {
        for (int i = 0; i < ROUNDS; i++) {
          run("check", manifest, other);
          run("show", manifest);
        }
        run("explain", "E0101");
      }
      case "trees" -> {
        for (int i = 0; i < ROUNDS; i++) {
          run("check", "--trees", manifest, other, "--cache-dir", cache);
        }
        run("lock", "--update", manifest, "--cache-dir", cache);
      }
      case "images" -> {
        run("check", manifest, other);
        for (int i = 0; i < ROUNDS; i++) {
          String out = args[2] + "/out" + i / 2;
          run("compile", manifest, "--backend", "oci", "-o", out, "--cache-dir", cache);
        }
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.exit(0); // as the program does: what that loads belongs in the cache too
  }

  private static void run(String... args) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    int code = Main.run(args, new Console(nowhere, nowhere, Terminal.detect(Map.of())), Map.of());
    if (code != 0) {
      throw new IllegalStateException(List.of(args) + " ended with " + code);
    }
  }
}
