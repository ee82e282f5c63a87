package dev.envc.cli;

import dev.envc.diagnostic.ExitClass;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is printed when a command cannot start, and when envc itself fails.
final class Failure {
  private Failure() {}

  /// A command line that cannot be understood.
  static int usage(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    line.getErr()
        .println("envc: " + String.valueOf(e.getMessage()).replace("option option", "option"));
    if (!UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
      line.getErr().println("Try `" + line.getCommandSpec().qualifiedName() + " --help`.");
    }
    return ExitClass.USAGE.code();
  }

  /// A defect, or a failure of input and output that no phase turned into a diagnostic.
  static int report(Console console, Exception e) {
    if (e instanceof java.io.IOException io) {
      console.err().println("envc: " + describe(io));
      return ExitClass.MACHINE.code();
    }
    console.err().println("envc: internal error: " + e);
    e.printStackTrace(console.err());
    console.err().println("This is a defect of envc; please report it with the lines above.");
    return ExitClass.INTERNAL.code();
  }

  private static String describe(java.io.IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException f -> f.getMessage() + ": no such file or directory";
      case java.nio.file.AccessDeniedException f -> f.getMessage() + ": permission denied";
      case java.nio.file.FileSystemException f when f.getReason() != null ->
          f.getFile() + ": " + f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
