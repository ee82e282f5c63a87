package dev.envc.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/// The root command. A class whose commands are not methods says so: picocli would read the
/// annotations of all its methods at every start.
@Command(
    name = "envc",
    addMethodSubcommands = false,
    description = "Compiles a declared Gentoo environment into images, the same everywhere.",
    versionProvider = EnvcCommand.VersionText.class,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  envc check prod-line3.env.yaml",
      "  envc lock prod-line3.env.yaml --update",
      "  envc compile prod-line3.env.yaml --backend oci --output build",
      "",
      "Exit codes: 0 done; 2 usage; 3 manifest; 4 lock; 5 resolution; 6 tree; 7 package; 8"
          + " artefact; 9 policy; 10 machine; 70 a defect of envc."
    })
final class EnvcCommand implements Runnable {
  /// The commands in the order of the help, by name.
  private static final SequencedMap<String, Class<?>> COMMANDS = commands();

  private final Console console;
  private final Map<String, String> environment;

  @Spec CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  EnvcCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  /// The command line with all commands.
  CommandLine commandLine() {
    return commandLine(COMMANDS.sequencedValues());
  }

  /// The command line for arguments. When they begin with the name of a command, it is the only one
  /// there: to read the annotations of all takes longer than most of them run.
  CommandLine commandLine(String... arguments) {
    Class<?> command = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    return command == null ? commandLine() : commandLine(List.of(command));
  }

  private CommandLine commandLine(Collection<Class<?>> commands) {
    var line = new CommandLine(this);
    commands.forEach(line::addSubcommand);
    line.setOut(console.out());
    line.setErr(console.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((e, _, _) -> Failure.report(console, e));
    line.setParameterExceptionHandler(Failure::usage);
    return line;
  }

  private static SequencedMap<String, Class<?>> commands() {
    var commands = new LinkedHashMap<String, Class<?>>();
    commands.put("check", CheckCommand.class);
    commands.put("lock", LockCommand.class);
    commands.put("compile", CompileCommand.class);
    commands.put("run", RunCommand.class);
    commands.put("shell", ShellCommand.class);
    commands.put("verify", VerifyCommand.class);
    commands.put("layers", LayersCommand.class);
    commands.put("backends", BackendsCommand.class);
    commands.put("explain", ExplainCommand.class);
    commands.put("why", WhyCommand.class);
    commands.put("tree", TreeCommand.class);
    commands.put("fmt", FmtCommand.class);
    commands.put("convert", ConvertCommand.class);
    commands.put("show", ShowCommand.class);
    commands.put("schema", SchemaCommand.class);
    commands.put("std", StdCommand.class);
    commands.put("lsp", LspCommand.class);
    commands.put("flash", FlashCommand.class);
    commands.put("bundle", BundleCommand.class);
    commands.put("boot", BootCommand.class);
    commands.put("store", StoreCommand.class);
    commands.put("completion", CompletionCommand.class);
    return commands;
  }

  Console console() {
    return console;
  }

  Map<String, String> environment() {
    return environment;
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(console.out());
    }
  }

  /// `envc --version`
  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.line()};
    }
  }
}
