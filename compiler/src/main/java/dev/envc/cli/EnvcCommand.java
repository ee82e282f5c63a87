package dev.envc.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/// The root command.
@Command(
    name = "envc",
    description = "Compiles a declared Gentoo environment into images, the same everywhere.",
    versionProvider = EnvcCommand.VersionText.class,
    mixinStandardHelpOptions = true,
    subcommands = {
      CheckCommand.class,
      LockCommand.class,
      CompileCommand.class,
      VerifyCommand.class,
      LayersCommand.class,
      BackendsCommand.class,
      ExplainCommand.class,
      WhyCommand.class,
      TreeCommand.class,
      FmtCommand.class,
      ConvertCommand.class,
      ShowCommand.class,
      SchemaCommand.class,
      StdCommand.class,
      LspCommand.class,
      FlashCommand.class,
      BootCommand.class,
      CompletionCommand.class
    },
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
  private final Console console;
  private final Map<String, String> environment;

  @Spec CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  EnvcCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  CommandLine commandLine() {
    var line = new CommandLine(this);
    line.setOut(console.out());
    line.setErr(console.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((e, _, _) -> Failure.report(console, e));
    line.setParameterExceptionHandler(Failure::usage);
    return line;
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
