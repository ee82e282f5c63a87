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
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import picocli.CommandLine.ParameterException;

/// `envc compile`
final class CompileCommand extends ManifestCommand {
  private final Supplier<List<Path>> manifests =
      line.parameter("0..*").label("MANIFEST").says("Manifest files.").many("1..*", Path.class);

  private final Supplier<String> backend =
      line.option("-b", "--backend")
          .label("BACKEND")
          .says("What to make; `envc backends` lists them.")
          .one(String.class);

  private final Supplier<Path> output =
      line.option("-o", "--output")
          .label("DIR")
          .says("Where artefacts go (default: ${DEFAULT-VALUE}).")
          .one(Path.class, "build");

  private final Supplier<List<String>> arches =
      line.option("--arch").label("ARCH").says("Only these arches of the manifest.").words();

  private final Supplier<List<String>> variants =
      line.option("--variant")
          .label("NAME")
          .says("Only these variants; the manifest itself is the variant `main`.")
          .words();

  private final Supplier<List<String>> selections =
      line.option("--select")
          .label("KEY=VALUE")
          .says(
              "Only these environments of a matrix: by `arch`, `name`, `variant` or a parameter; of"
                  + " several values of one key any may hold, of several keys each must.")
          .words();

  private final Supplier<Boolean> frozen =
      line.option("--frozen")
          .says("Fail when the lock is missing or stale; never write it.")
          .flag();

  private final Supplier<Boolean> update =
      line.option("--update").says("Resolve anew and write the lock first.").flag();

  private final Supplier<List<String>> references =
      line.option("--push")
          .label("REF")
          .says(
              "Then push the image there, with the credentials that Docker's configuration and"
                  + " credential helpers have; may be given again.")
          .many(String.class);

  private final Supplier<Boolean> insecure =
      line.option("--insecure")
          .says("Push over plain http, or to a certificate that cannot be verified.")
          .flag();

  private final Supplier<List<String>> tags =
      line.option("--tag")
          .label("TAG")
          .says(
              "A tag of the image, in place of the manifest's; may be given again. What is pushed"
                  + " to a reference without a tag gets all of them.")
          .words();

  private final Supplier<SortedMap<String, String>> annotations =
      line.option("--annotation")
          .label("KEY=VALUE")
          .says(
              "An annotation of the image, such as org.opencontainers.image.revision=COMMIT; may be"
                  + " given again.")
          .pairs();

  private final AttestationOptions attestation = new AttestationOptions(line);

  private final Supplier<Optional<Path>> report =
      line.option("--report")
          .label("FILE")
          .says("Write what assembly found (setuid programs, modes, what was left out) as JSON.")
          .maybe(Path.class);

  CompileCommand(EnvcCommand root) {
    super(
        root,
        "compile",
        "Compiles manifests into artefacts, named after the environments.",
        "",
        "Examples:",
        "  envc compile prod-line3.env.yaml --backend oci --output build",
        "  envc compile prod-*.env.yaml --backend nspawn --arch arm64 --frozen",
        "  envc compile lines.env.yaml --backend oci --select arch=arm64,line=3",
        "  envc compile prod-line3.env.yaml --backend oci --format json",
        "  envc compile prod-line3.env.yaml --backend oci --push registry.example.com/line3:1");
  }

  private Selector selector() {
    var wanted = new TreeMap<String, SortedSet<String>>();
    for (String selection : selections.get()) {
      int at = selection.indexOf('=');
      if (at <= 0) {
        throw new ParameterException(
            commandLine(), "--select takes KEY=VALUE, for example --select arch=arm64,line=3");
      }
      wanted
          .computeIfAbsent(selection.substring(0, at), _ -> new TreeSet<>())
          .add(selection.substring(at + 1));
    }
    return new Selector(wanted);
  }

  @Override
  public Integer call() throws IOException {
    if (options.offline.get() && !references.get().isEmpty()) {
      throw new ParameterException(commandLine(), "--push needs the network; --offline has none");
    }
    LockMode mode = frozen.get() ? LockMode.FROZEN : update.get() ? LockMode.UPDATE : LockMode.READ;
    var request =
        new CompileRequest(
            manifests.get(),
            backend.get(),
            output.get(),
            mode,
            arches.get(),
            variants.get(),
            selector(),
            parameters(),
            new PushTarget(references.get(), insecure.get()),
            tags.get(),
            new TreeMap<>(annotations.get()),
            attestation.read(commandLine(), root.environment()));
    return run(
        compiler -> {
          Outcome<Compiled> outcome = compiler.compile(request);
          if (report.get().isPresent() && outcome.value().isPresent()) {
            FindingsFile.write(report.get().get(), outcome.value().get().findings());
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
