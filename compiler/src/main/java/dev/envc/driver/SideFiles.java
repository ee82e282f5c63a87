package dev.envc.driver;

import dev.envc.backend.Artifact;
import dev.envc.backend.Attachment;
import dev.envc.backend.Attachment.Subject;
import dev.envc.backend.Image;
import dev.envc.backend.archive.PartialFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes what is said of artefacts beside them, whatever the backend: bills of materials for each
/// root, provenance for what was made of one root or of several together, and when there is a key a
/// signature of each file.
final class SideFiles {
  private final Attesting attesting;
  private final Path directory;
  private final Map<Path, CompiledArtifact.SideFile> written = new LinkedHashMap<>();

  SideFiles(Attesting attesting, Path directory) {
    this.attesting = attesting;
    this.directory = directory;
  }

  /// What stands beside the artefacts, in the order it was written.
  List<CompiledArtifact.SideFile> write(List<Image> images, List<Artifact> artifacts)
      throws IOException {
    for (Image image : images) {
      for (Attachment bill : attesting.bills(image)) {
        write(bill);
      }
    }
    var groups = new LinkedHashMap<String, List<Artifact>>();
    for (Artifact a : artifacts) {
      groups.computeIfAbsent(a.environment() + " " + a.arch(), _ -> new ArrayList<>()).add(a);
      sign(a);
    }
    for (List<Artifact> group : groups.values()) {
      statements(group, of(group.getFirst(), images));
    }
    return List.copyOf(written.values());
  }

  private void statements(List<Artifact> group, List<Image> images) throws IOException {
    var subjects = new LinkedHashSet<Subject>();
    group.forEach(a -> subjects.add(new Subject(name(a), a.digest())));
    subjects.addAll(attesting.inside(group.getFirst().environment()));
    Files.deleteIfExists(directory.resolve(name(group.getFirst()) + ".intoto.jsonl"));
    for (Attachment statement :
        attesting.statements(name(group.getFirst()), images, List.copyOf(subjects))) {
      write(statement);
    }
  }

  /// The images that went into an artefact.
  private static List<Image> of(Artifact artifact, List<Image> images) {
    List<String> arches = List.of(artifact.arch().split(",", -1));
    List<Image> own =
        images.stream()
            .filter(i -> i.environment().artifactName().equals(artifact.environment()))
            .filter(i -> arches.contains(i.environment().arch().keyword()))
            .toList();
    return own.isEmpty() ? images : own;
  }

  /// A file has a detached signature; what a directory holds is vouched for by its provenance.
  private void sign(Artifact artifact) throws IOException {
    if (!Files.isRegularFile(artifact.path()) || !artifact.digest().startsWith("sha256:")) {
      return;
    }
    byte[] hash = HexFormat.of().parseHex(artifact.digest().substring("sha256:".length()));
    Optional<byte[]> signature = attesting.signatureOfHash(hash);
    if (signature.isPresent()) {
      byte[] text =
          (Base64.getEncoder().encodeToString(signature.get()) + "\n")
              .getBytes(StandardCharsets.US_ASCII);
      write(new Attachment(name(artifact) + ".sig", "text/plain", text));
    } else {
      // That of an earlier artefact of this name would be wrong.
      Files.deleteIfExists(directory.resolve(name(artifact) + ".sig"));
    }
  }

  private void write(Attachment document) throws IOException {
    Path path = directory.resolve(document.fileName());
    try (PartialFile partial = PartialFile.file(path)) {
      try (InputStream in = document.content().open()) {
        Files.copy(in, partial.path(), StandardCopyOption.REPLACE_EXISTING);
      }
      partial.commit();
    }
    written.put(
        path,
        new CompiledArtifact.SideFile(
            path, document.mediaType(), document.content().digest().toString()));
  }

  private static String name(Artifact artifact) {
    return artifact.path().getFileName().toString();
  }
}
