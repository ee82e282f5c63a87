package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.Program;
import dev.envc.cli.QuickstartCommands.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is said of artefacts, and how it is verified, through the command line.
final class ShippingTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp;

  private QuickstartCommands quickstart;
  private String key = "";
  private String publicKey = "";

  @BeforeEach
  void prepare() throws Exception {
    quickstart = new QuickstartCommands(temp);
    key = quickstart.newKey("key");
    publicKey = quickstart.publicKey("key");
  }

  private Path compile(String backend, String output, String... more) {
    quickstart.compile(backend, output, more);
    return temp.resolve(output);
  }

  private Result verify(Path target) {
    return quickstart.run("verify", target.toString(), "--key", publicKey);
  }

  private static List<String> names(Path directory) throws Exception {
    try (Stream<Path> list = Files.list(directory)) {
      return list.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyBackendHasDocumentsBesideAndTwoRunsAreEqual() throws Exception {
    for (String backend : List.of("oci", "nspawn", "dir")) {
      Path one = compile(backend, "one-" + backend, "--sign", key);
      Path two = compile(backend, "two-" + backend, "--sign", key);
      assertEquals(new TreeMap<>(Quickstart.digests(one)), new TreeMap<>(Quickstart.digests(two)));
      List<String> names = names(one);
      for (String arch : List.of("amd64", "arm64")) {
        assertTrue(names.contains("quickstart-" + arch + ".spdx.json"), names.toString());
        assertTrue(names.contains("quickstart-" + arch + ".cdx.json"), names.toString());
      }
      assertTrue(names.stream().anyMatch(n -> n.endsWith(".provenance.json")), names.toString());
      assertTrue(names.stream().anyMatch(n -> n.endsWith(".intoto.jsonl")), names.toString());
    }
  }

  @Test
  void provenanceNamesEverythingThatWentIn() throws Exception {
    Path out = compile("oci", "out", "--builder-id", "https://ci.example.com/line3");
    JsonNode statement =
        JSON.readTree(Files.readAllBytes(out.resolve("quickstart.oci.provenance.json")));
    assertEquals("https://slsa.dev/provenance/v1", statement.path("predicateType").asString());
    JsonNode index = JSON.readTree(Files.readAllBytes(out.resolve("quickstart.oci/index.json")));
    assertEquals(
        index.path("manifests").get(0).path("digest").asString(),
        "sha256:" + statement.path("subject").get(0).path("digest").path("sha256").asString());
    JsonNode predicate = statement.path("predicate");
    assertEquals(
        "https://ci.example.com/line3",
        predicate.path("runDetails").path("builder").path("id").asString());
    String lock = Files.readString(temp.resolve("q/quickstart.env.lock"));
    var digests = new java.util.TreeSet<String>();
    for (JsonNode d : predicate.path("buildDefinition").path("resolvedDependencies")) {
      digests.add(d.path("digest").path("sha256").asString(""));
      digests.add(d.path("digest").path("gitCommit").asString(""));
    }
    for (String line : lock.lines().map(String::strip).toList()) {
      if (line.startsWith("digest: ") || line.startsWith("revision: ")) {
        String value = line.substring(line.lastIndexOf(line.startsWith("d") ? ':' : ' ') + 1);
        assertTrue(digests.contains(value), line);
      }
    }
  }

  @Test
  void anImageIsVerifiedWithItsKeyAlone() throws Exception {
    Path image = compile("oci", "out", "--sign", key).resolve("quickstart.oci");
    Result good = verify(image);
    assertEquals(0, good.exit(), good.err());
    assertTrue(good.out().contains("good: the bill of materials quickstart-arm64.cdx.json"));
    quickstart.newKey("other");
    publicKey = quickstart.publicKey("other");
    Result other = verify(image);
    assertEquals(8, other.exit());
    assertTrue(other.err().contains("E0711"), other.err());
    assertTrue(other.err().contains("no signature of sha256:"), other.err());
    assertTrue(other.err().contains("no provenance"), other.err());
  }

  /// An independent implementation agrees about what cosign would check.
  @Test
  void opensslVerifiesTheCosignSignature() throws Exception {
    Path image = compile("oci", "out", "--sign", key).resolve("quickstart.oci");
    JsonNode index = JSON.readTree(Files.readAllBytes(image.resolve("index.json")));
    String top = index.path("manifests").get(0).path("digest").asString();
    JsonNode entry = named(index, top.replace(':', '-') + ".sig");
    JsonNode layer = blob(image, entry.path("digest").asString()).path("layers").get(0);
    assertEquals(
        "application/vnd.dev.cosign.simplesigning.v1+json", layer.path("mediaType").asString());
    Path payload = file(image, layer.path("digest").asString());
    JsonNode critical = JSON.readTree(Files.readAllBytes(payload)).path("critical");
    assertEquals(top, critical.path("image").path("docker-manifest-digest").asString());
    assertEquals("cosign container image signature", critical.path("type").asString());
    Path signature =
        Files.write(
            temp.resolve("signature"),
            Base64.getDecoder()
                .decode(
                    layer
                        .path("annotations")
                        .path("dev.cosignproject.cosign/signature")
                        .asString()));
    opensslVerifies(payload, signature);
  }

  private void opensslVerifies(Path message, Path signature) throws Exception {
    assertEquals(
        "Verified OK\n",
        Program.run(
            "openssl",
            "dgst",
            "-sha256",
            "-verify",
            publicKey,
            "-signature",
            signature.toString(),
            message.toString()));
  }

  private static JsonNode named(JsonNode index, String tag) {
    for (JsonNode m : index.path("manifests")) {
      String name = m.path("annotations").path("org.opencontainers.image.ref.name").asString("");
      if (name.equals(tag)) {
        return m;
      }
    }
    throw new AssertionError(tag + " is not in " + index);
  }

  private static Path file(Path layout, String digest) {
    return layout.resolve("blobs").resolve(digest.replace(':', '/'));
  }

  private static JsonNode blob(Path layout, String digest) throws Exception {
    return JSON.readTree(Files.readAllBytes(file(layout, digest)));
  }

  @Test
  void filesHaveDetachedSignatures() throws Exception {
    Path out = compile("nspawn", "out", "--sign", key);
    Path tar = out.resolve("quickstart-amd64.tar.xz");
    Path signature =
        Files.write(
            temp.resolve("signature"),
            Base64.getMimeDecoder()
                .decode(Files.readString(out.resolve(tar.getFileName() + ".sig"))));
    opensslVerifies(tar, signature);
    assertEquals(0, verify(tar).exit());
    Path bill = out.resolve("quickstart-amd64.spdx.json");
    Files.writeString(bill, Files.readString(bill).replace("GPL", "MIT") + " ");
    Result changed = verify(tar);
    assertEquals(8, changed.exit());
    assertTrue(changed.err().contains("quickstart-amd64.spdx.json is not the one"), changed.err());
    Files.write(tar, new byte[] {1});
    assertTrue(verify(tar).err().contains("no signature"));
  }

  /// Each part of an image that somebody may exchange is held against something signed.
  @Test
  void aChangedImageIsNotVerified() throws Exception {
    Path image = compile("oci", "out", "--sign", key).resolve("quickstart.oci");
    Path layer;
    try (Stream<Path> blobs = Files.list(image.resolve("blobs/sha256"))) {
      layer = blobs.sorted().findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(layer);
    bytes[bytes.length / 2] ^= 1;
    Files.write(layer, bytes);
    Result damaged = verify(image);
    assertEquals(8, damaged.exit());
    assertTrue(damaged.err().contains("blobs with other content"), damaged.err());
  }

  @Test
  void withoutAKeyNothingOldStaysSigned() throws Exception {
    compile("nspawn", "out", "--sign", key);
    Path out = compile("nspawn", "out");
    assertEquals(
        List.of(),
        names(out).stream().filter(n -> n.endsWith(".sig") || n.endsWith(".jsonl")).toList());
  }

  @Test
  void passphrasesComeFromAFileAndAreNeverSaid() throws Exception {
    String encrypted = temp.resolve("encrypted.pem").toString();
    Program.run(
        "openssl", "pkcs8", "-topk8", "-in", key, "-out", encrypted, "-passout", "pass:geheim");
    Path passphrase = Files.writeString(temp.resolve("passphrase"), "geheim\n");
    Path out =
        compile("oci", "out", "--sign", encrypted, "--passphrase-file", passphrase.toString());
    assertEquals(0, verify(out.resolve("quickstart.oci")).exit());
    Files.writeString(passphrase, "falsch\n");
    Result wrong =
        quickstart.run(
            "compile",
            quickstart.manifest().toString(),
            "--backend",
            "oci",
            "-o",
            out.toString(),
            "--sign",
            encrypted,
            "--passphrase-file",
            passphrase.toString());
    assertEquals(2, wrong.exit());
    assertTrue(wrong.err().contains("E0710"), wrong.err());
    assertFalse(wrong.err().contains("falsch"), wrong.err());
  }

  @Test
  void whatCannotBeVerifiedIsSaid() throws Exception {
    Path out = compile("dir", "out", "--arch", "amd64");
    Result directory = verify(out.resolve("quickstart-amd64"));
    assertEquals(2, directory.exit());
    assertTrue(directory.err().contains("E0712"), directory.err());
    assertTrue(verify(temp.resolve("absent")).err().contains("E0712"));
    Result key = quickstart.run("verify", out.toString(), "--key", temp.resolve("none").toString());
    assertTrue(key.err().contains("E0710"), key.err());
  }

  @Test
  void tagsAndAnnotationsComeFromTheCommandLine() throws Exception {
    Path image =
        compile(
                "oci",
                "out",
                "--tag",
                "1.0,stable",
                "--annotation",
                "org.opencontainers.image.revision=abc")
            .resolve("quickstart.oci");
    JsonNode index = JSON.readTree(Files.readAllBytes(image.resolve("index.json")));
    String digest = named(index, "1.0").path("digest").asString();
    assertEquals(digest, named(index, "stable").path("digest").asString());
    JsonNode annotations = blob(image, digest).path("annotations");
    assertEquals("abc", annotations.path("org.opencontainers.image.revision").asString());
    assertEquals("Apache-2.0", annotations.path("org.opencontainers.image.licenses").asString());
    Result bad =
        quickstart.run(
            "compile", quickstart.manifest().toString(), "--backend", "oci", "--tag", "1/0");
    assertEquals(2, bad.exit());
    assertTrue(bad.err().contains("E0713"), bad.err());
    Result dir =
        quickstart.run(
            "compile", quickstart.manifest().toString(), "--backend", "dir", "--tag", "1");
    assertTrue(dir.err().contains("E0709"), dir.err());
  }

  /// Another version of a package in a binhost of many: two layers are fetched.
  @Test
  void theLayerReportSaysWhatIsFetched() throws Exception {
    Path before = compile("oci", "before").resolve("quickstart.oci");
    String text = Files.readString(quickstart.manifest());
    Files.writeString(quickstart.manifest(), text.replace("  - net-misc/tinyping\n", ""));
    Result lock = quickstart.run("lock", quickstart.manifest().toString(), "--update");
    assertEquals(0, lock.exit(), lock.err());
    Path after = compile("oci", "after").resolve("quickstart.oci");
    Result report =
        quickstart.run("layers", before.toString(), after.toString(), "--format", "json");
    assertEquals(0, report.exit(), report.err());
    for (JsonNode arch : JSON.readTree(report.out()).path("layers")) {
      assertTrue(arch.path("fetched").size() <= 2, report.out());
      assertTrue(arch.path("fetchedBytes").asLong() < arch.path("bytes").asLong());
    }
    assertTrue(quickstart.run("layers", temp.toString(), after.toString()).err().contains("E0712"));
  }
}
