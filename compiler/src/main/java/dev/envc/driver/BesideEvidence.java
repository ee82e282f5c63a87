package dev.envc.driver;

import dev.envc.backend.Evidence;
import dev.envc.backend.Evidence.Document;
import dev.envc.backend.archive.HashingStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The evidence that stands in files beside an artefact, as [SideFiles] writes them.
final class BesideEvidence {
  private final Path directory;

  BesideEvidence(Path artifact) {
    Path parent = artifact.toAbsolutePath().getParent();
    this.directory = parent == null ? Path.of("/") : parent;
  }

  /// Of a file: its signature is over its bytes, of which `names` is the digest.
  static FileEvidence of(Path file) throws IOException {
    var hash = new HashingStream(OutputStream.nullOutputStream());
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(hash);
    }
    String digest = hash.digest();
    var beside = new BesideEvidence(file);
    return new FileEvidence(
        new Evidence(digest, List.of(), List.of(), beside.envelopes(), beside.documents(digest)),
        HexFormat.of().parseHex(digest.substring("sha256:".length())),
        beside.signature(file));
  }

  /// Evidence without signatures, the SHA-256 of the file, and its detached signature (empty when
  /// there is none).
  // Bytes that are handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record FileEvidence(Evidence evidence, byte[] hash, byte[] signature) {}

  /// What stands inside, and what stands beside.
  Evidence with(Evidence inside) throws IOException {
    var envelopes = new ArrayList<>(inside.envelopes());
    envelopes.addAll(envelopes());
    var documents = new ArrayList<>(inside.documents());
    for (Document d : documents(inside.digest())) {
      if (documents.stream().noneMatch(i -> i.fileName().equals(d.fileName()))) {
        documents.add(d);
      }
    }
    return new Evidence(inside.digest(), inside.parts(), inside.signatures(), envelopes, documents);
  }

  private byte[] signature(Path file) throws IOException {
    Path path = directory.resolve(file.getFileName() + ".sig");
    return Files.isRegularFile(path)
        ? Base64.getMimeDecoder().decode(Files.readString(path, StandardCharsets.ISO_8859_1))
        : new byte[0];
  }

  private List<byte[]> envelopes() throws IOException {
    return read(".intoto.jsonl").stream().map(Document::bytes).toList();
  }

  private List<Document> documents(String subject) throws IOException {
    var all = new ArrayList<Document>();
    for (String suffix : List.of(".spdx.json", ".cdx.json")) {
      for (Document d : read(suffix)) {
        all.add(new Document(subject, d.fileName(), "", d.bytes()));
      }
    }
    return all;
  }

  private List<Document> read(String suffix) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(directory)) {
      files =
          list.filter(f -> f.getFileName().toString().endsWith(suffix))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    var all = new ArrayList<Document>();
    for (Path file : files) {
      all.add(new Document("", file.getFileName().toString(), "", Files.readAllBytes(file)));
    }
    return all;
  }
}
