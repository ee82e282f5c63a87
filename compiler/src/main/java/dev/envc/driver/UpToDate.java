package dev.envc.driver;

import dev.envc.backend.Artifact;
import dev.envc.driver.BuildRecord.Output;
import dev.envc.model.Environment;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out that a build would make what is there already, before any package is opened. What was
/// made is remembered under the output directory's name with a key of everything that it follows
/// from: the lock, the manifest's meaning, the request, envc itself, the plug-ins and the Java
/// runtime (whose zlib makes gzip's bytes). Files count as unchanged when size and time are as they
/// were written, as make(1) has it.
///
/// Signed builds are made each time: whether a key is the same is not to be guessed.
final class UpToDate {
  /// An artefact of more files than this (a directory with a whole root) is made each time.
  private static final int MOST_FILES = 2000;

  private final Path output;
  private final Path file;
  private final String key;
  private final boolean possible;

  UpToDate(
      CompilerSettings settings,
      CompileRequest request,
      LoadedManifest manifest,
      String lockDigest,
      List<Environment> environments)
      throws IOException {
    var text = new StringBuilder();
    line(text, "envc", request.attest().envc(), program());
    line(text, "java", Runtime.version().toString());
    line(text, "lock", lockDigest, manifest.meaning().toString());
    for (Environment e : environments) {
      line(text, "environment", e.artifactName(), e.arch().keyword());
    }
    line(text, "backend", request.backend());
    for (Path plugin : settings.plugins()) {
      line(text, "plugin", plugin.toString(), stamp(plugin));
    }
    line(text, "tags", request.tags().toString());
    line(text, "annotations", request.annotations().toString());
    line(
        text,
        "attest",
        Boolean.toString(request.attest().files()),
        request.attest().builder().orElse(""));
    this.key = Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
    this.output = request.outputDirectory();
    this.possible = request.attest().key().isEmpty();
    String place =
        request.outputDirectory().toAbsolutePath().normalize()
            + "\n"
            + manifest.path().toAbsolutePath().normalize()
            + "\n"
            + request.backend();
    String name = Sha256.of(place.getBytes(StandardCharsets.UTF_8)).toString();
    this.file =
        settings.cacheDirectory().resolve("built").resolve(name.substring(name.indexOf(':') + 1));
  }

  /// What names everything that the artefact follows from.
  String key() {
    return key;
  }

  /// The name of this manifest, backend and output directory in the cache.
  String place() {
    return String.valueOf(file.getFileName());
  }

  /// What was made, with paths below the output directory, when it is still there and still what
  /// would be made.
  Optional<BuildRecord> find() throws IOException {
    Optional<BuildRecord> record = possible ? BuildRecord.read(file) : Optional.empty();
    if (record.isEmpty() || !record.get().key().equals(key)) {
      return Optional.empty();
    }
    for (Output output : record.get().outputs()) {
      if (!output.stands()) {
        return Optional.empty();
      }
    }
    return record.map(r -> r.at(output));
  }

  /// Remembers what was made.
  void remember(Building.Built built, List<Compiled.Finding> findings) throws IOException {
    Files.deleteIfExists(file);
    if (!possible) {
      return;
    }
    var outputs = new ArrayList<Output>();
    for (Artifact a : built.artifacts()) {
      List<Path> files = files(a.path());
      if (files.size() > MOST_FILES) {
        return;
      }
      for (Path path : files) {
        outputs.add(Output.of(path.toAbsolutePath()));
      }
    }
    for (CompiledArtifact.SideFile f : built.sideFiles()) {
      outputs.add(Output.of(f.path().toAbsolutePath()));
    }
    new BuildRecord(key, outputs, built.artifacts(), built.sideFiles(), findings).write(file);
  }

  private static List<Path> files(Path artifact) throws IOException {
    try (Stream<Path> walk = Files.walk(artifact)) {
      return walk.filter(Files::isRegularFile).limit(MOST_FILES + 1L).toList();
    }
  }

  /// Which program this is: the jar it runs from, or the newest of its classes.
  private static String program() throws IOException {
    CodeSource source = UpToDate.class.getProtectionDomain().getCodeSource();
    try {
      Path path = Path.of(source.getLocation().toURI());
      return Files.isDirectory(path) ? newest(path) : stamp(path);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static String newest(Path classes) throws IOException {
    try (Stream<Path> walk = Files.walk(classes)) {
      long newest = 0;
      for (Path p : walk.filter(Files::isRegularFile).toList()) {
        newest = Math.max(newest, Files.getLastModifiedTime(p).toMillis());
      }
      return Long.toString(newest);
    }
  }

  private static String stamp(Path path) throws IOException {
    return Files.isRegularFile(path)
        ? Files.size(path) + " " + Files.getLastModifiedTime(path).toMillis()
        : "none";
  }

  private static void line(StringBuilder text, String... words) {
    text.append(String.join("\t", words)).append('\n');
  }
}
