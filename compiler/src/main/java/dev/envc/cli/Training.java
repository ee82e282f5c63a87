package dev.envc.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/// What the launcher has the JVM learn from when it makes the AOT cache (JEP 483, JEP 515): the
/// common verbs on one manifest, and the ones that compute much often enough for their profiles to
/// mean something.
///
/// Arguments: a manifest in a place that may be written to, a directory for caches and outputs.
final class Training {
  private static final int ROUNDS = 40;

  private Training() {}

  public static void main(String[] args) {
    String manifest = args[0];
    String cache = args[1] + "/cache";
    run("--help");
    run("show", manifest);
    for (int i = 0; i < ROUNDS; i++) {
      run("check", manifest);
      run("check", "--trees", manifest, "--cache-dir", cache);
    }
    run("lock", "--update", manifest, "--cache-dir", cache);
    for (int i = 0; i < 2; i++) {
      run("compile", manifest, "--backend", "oci", "-o", args[1] + "/out", "--cache-dir", cache);
    }
  }

  private static void run(String... args) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    int code = Main.run(args, new Console(nowhere, nowhere, Terminal.detect(Map.of())), Map.of());
    if (code != 0) {
      throw new IllegalStateException(List.of(args) + " ended with " + code);
    }
  }
}
