package dev.envc.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The root command.
final class EnvcCommand implements Runnable {
  /// The commands in the order of the help, by name.
  private static final SequencedMap<String, Function<EnvcCommand, Verb>> COMMANDS = commands();

  private final Console console;
  private final Map<String, String> environment;

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  EnvcCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
    spec.name("envc").versionProvider(() -> new String[] {Version.line()});
    spec.usageMessage()
        .description("Compiles a declared Gentoo environment into images, the same everywhere.")
        .footerHeading("%nExamples:%n")
        .footer(
            "  envc check prod-line3.env.yaml",
            "  envc lock prod-line3.env.yaml --update",
            "  envc compile prod-line3.env.yaml --backend oci --output build",
            "",
            "Exit codes: 0 done; 2 usage; 3 manifest; 4 lock; 5 resolution; 6 tree; 7 package; 8"
                + " artefact; 9 policy; 10 machine; 70 a defect of envc.");
    new Arguments(spec).help();
  }

  /// The command line with all commands; made once for an instance.
  CommandLine commandLine() {
    return commandLine(COMMANDS.sequencedValues());
  }

  /// The command line for arguments. When they begin with the name of a command, it is the only one
  /// there: to declare all of them takes time that most of them do not.
  CommandLine commandLine(String... arguments) {
    Function<EnvcCommand, Verb> command = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    return command == null ? commandLine() : commandLine(List.of(command));
  }

  private CommandLine commandLine(Collection<Function<EnvcCommand, Verb>> commands) {
    commands.forEach(
        command -> {
          CommandSpec verb = command.apply(this).spec();
          spec.addSubcommand(verb.name(), verb);
        });
    var line = new CommandLine(spec);
    line.setOut(console.out());
    line.setErr(console.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Path.class, Path::of); // picocli's own calls it by reflection
    line.setExecutionExceptionHandler((e, _, _) -> Failure.report(console, e));
    line.setParameterExceptionHandler(Failure::usage);
    return line;
  }

  private static SequencedMap<String, Function<EnvcCommand, Verb>> commands() {
    var commands = new LinkedHashMap<String, Function<EnvcCommand, Verb>>();
    commands.put("check", CheckCommand::new);
    commands.put("lock", LockCommand::new);
    commands.put("compile", CompileCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("shell", ShellCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("layers", LayersCommand::new);
    commands.put("backends", BackendsCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("why", WhyCommand::new);
    commands.put("tree", TreeCommand::new);
    commands.put("fmt", FmtCommand::new);
    commands.put("convert", ConvertCommand::new);
    commands.put("show", ShowCommand::new);
    commands.put("schema", SchemaCommand::new);
    commands.put("std", StdCommand::new);
    commands.put("lsp", LspCommand::new);
    commands.put("flash", FlashCommand::new);
    commands.put("bundle", BundleCommand::new);
    commands.put("boot", BootCommand::new);
    commands.put("store", StoreCommand::new);
    commands.put("completion", CompletionCommand::new);
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
    spec.commandLine().usage(console.out());
  }
}
