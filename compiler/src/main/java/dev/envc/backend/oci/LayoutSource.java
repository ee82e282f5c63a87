package dev.envc.backend.oci;

import dev.envc.backend.archive.HashingStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An image layout of any maker.
final class LayoutSource implements ImageSource {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path blobs;
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final List<String> entries = new ArrayList<>();

  LayoutSource(Path directory) throws IOException {
    this.blobs = directory.resolve("blobs").resolve("sha256");
    for (JsonNode entry :
        JSON.readTree(Files.readAllBytes(directory.resolve("index.json"))).path("manifests")) {
      String digest = entry.path("digest").asString("");
      entries.add(digest);
      String tag = entry.path("annotations").path("org.opencontainers.image.ref.name").asString("");
      if (!tag.isEmpty()) {
        tags.putIfAbsent(tag, digest);
      }
    }
  }

  /// The first thing that the layout offers.
  Optional<String> first() {
    return entries.stream().findFirst();
  }

  /// The names of blobs whose content is something else.
  List<String> damaged() throws IOException {
    var damaged = new ArrayList<String>();
    List<Path> all;
    try (Stream<Path> list = Files.list(blobs)) {
      all = list.sorted().toList();
    }
    for (Path blob : all) {
      var hash = new HashingStream(OutputStream.nullOutputStream());
      try (InputStream in = Files.newInputStream(blob)) {
        in.transferTo(hash);
      }
      String name = "sha256:" + blob.getFileName();
      if (!hash.digest().equals(name)) {
        damaged.add(name);
      }
    }
    return damaged;
  }

  @Override
  public Optional<byte[]> manifest(String name) throws IOException {
    String digest = name.startsWith("sha256:") ? name : tags.getOrDefault(name, "");
    return digest.isEmpty() ? Optional.empty() : blob(digest);
  }

  @Override
  public Optional<byte[]> blob(String digest) throws IOException {
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      return Optional.empty();
    }
    Path file = blobs.resolve(digest.substring("sha256:".length()));
    return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public List<String> referrers(String subject) throws IOException {
    var all = new ArrayList<String>();
    for (String entry : entries) {
      Optional<byte[]> json = manifest(entry);
      if (json.isPresent()
          && JSON.readTree(json.get())
              .path("subject")
              .path("digest")
              .asString("")
              .equals(subject)) {
        all.add(entry);
      }
    }
    return all;
  }
}
