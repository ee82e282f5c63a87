package dev.envc.cli;

import dev.envc.driver.CompileRequest;
import dev.envc.driver.Compiled;
import dev.envc.driver.CompiledArtifact;
import dev.envc.driver.CompiledArtifact.Pushed;
import dev.envc.driver.CompiledArtifact.SideFile;
import dev.envc.driver.LockMode;
import dev.envc.driver.Outcome;
import dev.envc.driver.PushTarget;
import dev.envc.driver.Selector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `envc compile`
@Command(
    name = "compile",
    addMethodSubcommands = false,
    description = "Compiles manifests into artefacts, named after the environments.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  envc compile prod-line3.env.yaml --backend oci --output build",
      "  envc compile prod-*.env.yaml --backend nspawn --arch arm64 --frozen",
      "  envc compile lines.env.yaml --backend oci --select arch=arm64,line=3",
      "  envc compile prod-line3.env.yaml --backend oci --format json",
      "  envc compile prod-line3.env.yaml --backend oci --push registry.example.com/line3:1"
    })
final class CompileCommand extends ManifestCommand {
  @Spec CommandSpec spec = Unset.value();

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
      names = "--select",
      paramLabel = "KEY=VALUE",
      split = ",",
      description =
          "Only these environments of a matrix: by `arch`, `name`, `variant` or a parameter; of"
              + " several values of one key any may hold, of several keys each must.")
  List<String> selections = new ArrayList<>();

  @Option(
      names = "--frozen",
      description = "Fail when the lock is missing or stale; never write it.")
  boolean frozen;

  @Option(names = "--update", description = "Resolve anew and write the lock first.")
  boolean update;

  @Option(
      names = "--push",
      paramLabel = "REF",
      description =
          "Then push the image there, with the credentials that Docker's configuration and"
              + " credential helpers have; may be given again.")
  List<String> references = new ArrayList<>();

  @Option(
      names = "--insecure",
      description = "Push over plain http, or to a certificate that cannot be verified.")
  boolean insecure;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      split = ",",
      description =
          "A tag of the image, in place of the manifest's; may be given again. What is pushed to a"
              + " reference without a tag gets all of them.")
  List<String> tags = new ArrayList<>();

  @Option(
      names = "--annotation",
      paramLabel = "KEY=VALUE",
      description =
          "An annotation of the image, such as org.opencontainers.image.revision=COMMIT; may be"
              + " given again.")
  Map<String, String> annotations = new TreeMap<>();

  @Mixin AttestationOptions attestation = new AttestationOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write what assembly found (setuid programs, modes, what was left out) as JSON.")
  @Nullable Path report;

  private Selector selector() {
    var wanted = new TreeMap<String, SortedSet<String>>();
    for (String selection : selections) {
      int at = selection.indexOf('=');
      if (at <= 0) {
        throw new ParameterException(
            spec.commandLine(), "--select takes KEY=VALUE, for example --select arch=arm64,line=3");
      }
      wanted
          .computeIfAbsent(selection.substring(0, at), _ -> new TreeSet<>())
          .add(selection.substring(at + 1));
    }
    return new Selector(wanted);
  }

  @Override
  public Integer call() throws IOException {
    if (options.offline && !references.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--push needs the network; --offline has none");
    }
    LockMode mode = frozen ? LockMode.FROZEN : update ? LockMode.UPDATE : LockMode.READ;
    var request =
        new CompileRequest(
            manifests,
            backend,
            output,
            mode,
            arches,
            variants,
            selector(),
            parameters(),
            new PushTarget(references, insecure),
            tags,
            new TreeMap<>(annotations),
            attestation.read(spec.commandLine(), root.environment()));
    return run(
        compiler -> {
          Outcome<Compiled> outcome = compiler.compile(request);
          if (report != null && outcome.value().isPresent()) {
            FindingsFile.write(report, outcome.value().get().findings());
          }
          return outcome;
        },
        compiled ->
            Json.object(
                "artifacts",
                compiled.artifacts().stream().map(CompileCommand::json).toList(),
                "sideFiles",
                compiled.sideFiles().stream().map(CompileCommand::json).toList(),
                "permissions",
                PermissionSummary.json(compiled.findings())),
        CompileCommand::print);
  }

  private static void print(Compiled compiled, Console console) {
    compiled.artifacts().forEach(a -> print(a, console));
    compiled.sideFiles().forEach(f -> console.out().println(f.path() + "  " + f.mediaType()));
    PermissionSummary.print(compiled.findings(), console);
  }

  private static Object json(SideFile f) {
    return Json.object(
        "path", f.path().toString(), "mediaType", f.mediaType(), "digest", f.digest());
  }

  private static void print(CompiledArtifact a, Console console) {
    console
        .out()
        .println(a.path() + "  " + a.mediaType() + "  " + a.digest() + "  " + a.size() + " bytes");
    a.changes().ifPresent(c -> LayerReport.print(c, false, console));
    for (Pushed p : a.pushed()) {
      console
          .out()
          .println(
              "pushed "
                  + p.reference()
                  + "  "
                  + p.digest()
                  + "  "
                  + p.blobsSent()
                  + " blobs sent, "
                  + p.blobsPresent()
                  + " there already");
    }
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
        a.size(),
        "pushed",
        a.pushed().stream().map(CompileCommand::json).toList(),
        "layers",
        a.changes().map(LayerReport::json).orElse(List.of()));
  }

  private static Object json(Pushed p) {
    return Json.object(
        "reference",
        p.reference(),
        "digest",
        p.digest(),
        "blobsPresent",
        p.blobsPresent(),
        "blobsSent",
        p.blobsSent(),
        "bytesSent",
        p.bytesSent());
  }
}
