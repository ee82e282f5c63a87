package dev.envc.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// One command of `envc`. Its fields declare its options and parameters, in Java and not by
/// annotations: in a program that has just started these take 30 ms to read, since the JVM makes a
/// class for each kind of annotation that is asked for.
abstract class Verb implements Callable<Integer> {
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  final EnvcCommand root;

  /// What stands on the command line.
  final Arguments line = new Arguments(spec);

  /// @param footer lines below the help, such as examples
  Verb(EnvcCommand root, String name, String description, String... footer) {
    this.root = root;
    spec.name(name);
    spec.usageMessage().description(description).footer(footer);
    line.help();
  }

  final CommandSpec spec() {
    return spec;
  }

  /// The command line that is being run, for what is wrong with it.
  final CommandLine commandLine() {
    return spec.commandLine();
  }
}
