package dev.envc.cli;

import dev.envc.driver.CompileRequest;
import dev.envc.driver.CompiledArtifact;
import dev.envc.driver.LockMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `envc compile`
@Command(
    name = "compile",
    description = "Compiles manifests into artefacts, named after the environments.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  envc compile prod-line3.env.yaml --backend oci --output build",
      "  envc compile prod-*.env.yaml --backend nspawn --arch arm64 --frozen",
      "  envc compile prod-line3.env.yaml --backend oci --format json"
    })
final class CompileCommand extends ManifestCommand {
  @Parameters(arity = "1..*", paramLabel = "MANIFEST", description = "Manifest files.")
  List<Path> manifests = List.of();

  @Option(
      names = {"-b", "--backend"},
      required = true,
      paramLabel = "BACKEND",
      description = "What to make; `envc backends` lists them.")
  String backend = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "build",
      description = "Where artefacts go (default: ${DEFAULT-VALUE}).")
  Path output = Path.of("build");

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      split = ",",
      description = "Only these arches of the manifest.")
  List<String> arches = new ArrayList<>();

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      split = ",",
      description = "Only these variants; the manifest itself is the variant `main`.")
  List<String> variants = new ArrayList<>();

  @Option(
      names = "--frozen",
      description = "Fail when the lock is missing or stale; never write it.")
  boolean frozen;

  @Option(names = "--update", description = "Resolve anew and write the lock first.")
  boolean update;

  @Override
  public Integer call() throws IOException {
    LockMode mode = frozen ? LockMode.FROZEN : update ? LockMode.UPDATE : LockMode.READ;
    var request =
        new CompileRequest(manifests, backend, output, mode, arches, variants, parameters());
    return run(
        compiler -> compiler.compile(request),
        artifacts ->
            Json.object("artifacts", artifacts.stream().map(CompileCommand::json).toList()),
        (artifacts, console) ->
            artifacts.forEach(
                a ->
                    console
                        .out()
                        .println(
                            a.path()
                                + "  "
                                + a.mediaType()
                                + "  "
                                + a.digest()
                                + "  "
                                + a.size()
                                + " bytes")));
  }

  private static Object json(CompiledArtifact a) {
    return Json.object(
        "environment",
        a.environment(),
        "backend",
        a.backend(),
        "arch",
        a.arch(),
        "path",
        a.path().toString(),
        "mediaType",
        a.mediaType(),
        "digest",
        a.digest(),
        "size",
        a.size());
  }
}
