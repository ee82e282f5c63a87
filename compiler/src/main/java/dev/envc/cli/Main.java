package dev.envc.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;

/// The program `envc`.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(
        run(args, new Console(out, err, Terminal.detect(System.getenv())), System.getenv()));
  }

  /// Runs one command; the exit code is 0 or that of a `dev.envc.diagnostic.ExitClass`.
  static int run(String[] args, Console console, Map<String, String> environment) {
    if (Arrays.equals(args, new String[] {"--version"})) {
      console.out().println(Version.line());
      return 0;
    }
    var root = new EnvcCommand(console, environment);
    return root.commandLine(args).execute(args);
  }

  /// The command line as picocli sees it, for completion scripts and tests.
  static CommandLine commandLine(Console console) {
    return new EnvcCommand(console, Map.of()).commandLine();
  }
}
