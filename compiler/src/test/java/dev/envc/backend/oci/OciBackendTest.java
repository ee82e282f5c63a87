package dev.envc.backend.oci;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.Artifact;
import dev.envc.backend.TestRoots;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Digest;
import dev.envc.model.Arch;
import dev.envc.rootfs.BytesContent;
import dev.envc.rootfs.FakePackage;
import dev.envc.rootfs.Fixture;
import dev.envc.rootfs.RootFs;
import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class OciBackendTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path temp;

  static Map<String, String> files(Path directory) throws IOException {
    var files = new TreeMap<String, String>();
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path p : walk.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(p);
        files.put(
            directory.relativize(p).toString(),
            bytes.length + ":" + java.util.Arrays.hashCode(bytes));
      }
    }
    return files;
  }

  private Artifact build(String where, Map<String, Object> settings, RootFs root) throws Exception {
    var environment = TestRoots.environment("test", Arch.AMD64, Map.of("oci", settings));
    return new OciBackend()
        .build(TestRoots.request(temp.resolve(where), TestRoots.image(environment, root)))
        .getFirst();
  }

  @Test
  void sameBytesWithAndWithoutCache() throws Exception {
    for (String codec : List.of("gzip", "zstd", "none")) {
      var settings = Map.<String, Object>of("compression", codec);
      Artifact first = build("a" + codec, settings, TestRoots.odd());
      Artifact elsewhere = build("b" + codec, settings, TestRoots.odd());
      assertEquals(first.digest(), elsewhere.digest());
      assertEquals(files(first.path()), files(elsewhere.path()));
      Artifact again = build("a" + codec, settings, TestRoots.odd());
      assertEquals(files(elsewhere.path()), files(again.path()));
    }
  }

  /// Knows its digests; its bytes can be read or not.
  private record Remembered(Content bytes, boolean readable) implements Content {
    @Override
    public long size() {
      return bytes.size();
    }

    @Override
    public Digest digest() {
      return bytes.digest();
    }

    @Override
    public InputStream open() throws IOException {
      if (!readable) {
        throw new IOException("read again");
      }
      return bytes.open();
    }

    @Override
    public String md5() throws IOException {
      return bytes.md5();
    }
  }

  private static RootFs remembered(boolean readable) throws Exception {
    var content = new Remembered(BytesContent.of("library"), readable);
    return Fixture.assemble(
        FakePackage.of("a/b-1").dir("usr").file("usr/one", content, 0644).file("usr/two", "2"));
  }

  @Test
  void anUnchangedLayerIsNotRead() throws Exception {
    assertThrows(IOException.class, () -> build("cold", Map.of(), remembered(false)));
    assertFalse(Files.exists(temp.resolve("cold/out/test.oci")), "no half artefact");
    Artifact first = build("cached", Map.of(), remembered(true));
    Artifact again = build("cached", Map.of(), remembered(false));
    assertEquals(first.digest(), again.digest());
  }

  /// A blob of the layout that is replaced is taken over, but not one that was changed.
  @Test
  void blobsOfTheFormerLayoutAreLinked() throws Exception {
    Artifact first = build("linked", Map.of(), TestRoots.odd());
    String layer = blob(first, first.digest()).at("/layers/0/digest").asString();
    Path blob = first.path().resolve("blobs").resolve(layer.replace(':', '/'));
    Object before = Files.getAttribute(blob, "unix:ino");
    build("linked", Map.of("tag", "other"), TestRoots.odd());
    assertEquals(before, Files.getAttribute(blob, "unix:ino"));
    byte[] good = Files.readAllBytes(blob);
    Files.write(blob, new byte[good.length]);
    build("linked", Map.of(), TestRoots.odd());
    assertArrayEquals(good, Files.readAllBytes(blob));
  }

  @Test
  void aDamagedCacheIsMadeAgain() throws Exception {
    Artifact first = build("damaged", Map.of(), TestRoots.odd());
    try (Stream<Path> blobs = Files.list(temp.resolve("damaged/cache/oci/blobs"))) {
      for (Path blob : blobs.toList()) {
        Files.writeString(blob, "cut");
      }
    }
    Artifact again = build("damaged", Map.of(), TestRoots.odd());
    assertEquals(first.digest(), again.digest());
    assertEquals(first.size(), again.size());
  }

  @Test
  void configuration() throws Exception {
    Artifact artifact =
        build(
            "config",
            Map.of(
                "entrypoint", List.of("/bin/sh"),
                "cmd", List.of("-c", "echo hi"),
                "env", Map.of("A", "b=c"),
                "ports", List.of(8080, "53/udp"),
                "labels", Map.of("team", "line3"),
                "user", "app:app",
                "volumes", List.of("/data"),
                "stop-signal", "SIGINT",
                "annotations", Map.of("org.opencontainers.image.source", "https://example.com")),
            TestRoots.odd());
    JsonNode index = JSON.readTree(Files.readAllBytes(artifact.path().resolve("index.json")));
    assertEquals(artifact.digest(), index.at("/manifests/0/digest").asString());
    assertEquals("amd64", index.at("/manifests/0/platform/architecture").asString());
    JsonNode manifest = blob(artifact, index.at("/manifests/0/digest").asString());
    assertEquals(
        "https://example.com",
        manifest.path("annotations").path("org.opencontainers.image.source").asString());
    JsonNode config = blob(artifact, manifest.at("/config/digest").asString());
    JsonNode c = config.path("config");
    assertEquals("app:app", c.path("User").asString());
    assertTrue(c.path("ExposedPorts").has("8080/tcp") && c.path("ExposedPorts").has("53/udp"));
    assertEquals("A=b=c", c.at("/Env/1").asString());
    assertEquals("line3", c.at("/Labels/team").asString());
    assertEquals("SIGINT", c.path("StopSignal").asString());
    assertEquals(
        manifest.path("layers").size(), config.at("/rootfs/diff_ids").size(), "a diff id each");
    assertEquals(Fixture.TIME.toString(), config.path("created").asString());
  }

  private static JsonNode blob(Artifact artifact, String digest) throws IOException {
    Path blobs = artifact.path().resolve("blobs/sha256");
    return JSON.readTree(Files.readAllBytes(blobs.resolve(digest.substring(7))));
  }

  @Test
  void severalArchitecturesMakeAnIndex() throws Exception {
    var amd64 = TestRoots.environment("multi", Arch.AMD64, Map.of());
    var arm64 = TestRoots.environment("multi", Arch.ARM64, Map.of());
    var arm = TestRoots.environment("multi", Arch.ARM, Map.of());
    RootFs root = TestRoots.odd();
    List<Artifact> artifacts =
        new OciBackend()
            .build(
                TestRoots.request(
                    temp.resolve("multi"),
                    TestRoots.image(amd64, root),
                    TestRoots.image(arm64, root),
                    TestRoots.image(arm, root)));
    assertEquals(1, artifacts.size());
    assertEquals("amd64,arm64,arm", artifacts.getFirst().arch());
    assertEquals(Descriptor.INDEX, artifacts.getFirst().mediaType());
    JsonNode index = blob(artifacts.getFirst(), artifacts.getFirst().digest());
    assertEquals("v8", index.at("/manifests/1/platform/variant").asString());
    assertEquals("arm", index.at("/manifests/2/platform/architecture").asString());
    assertEquals("v7", index.at("/manifests/2/platform/variant").asString());
    assertEquals(3, index.at("/manifests").size());
  }

  @Test
  void settingsAreChecked() {
    var environment =
        TestRoots.environment(
            "test",
            Arch.M68K,
            Map.of(
                "oci",
                Map.of("entrypiont", "x", "ports", List.of("99999"), "level", 99, "form", "zip")));
    List<Diagnostic> problems = new OciBackend().check(environment);
    assertEquals(
        List.of("E0703", "E0704", "E0704", "E0704", "E0706"),
        problems.stream().map(d -> d.code().id()).sorted().toList());
    assertTrue(
        problems.stream().anyMatch(d -> d.hint().orElse("").contains("entrypoint")), "suggestion");
    assertTrue(new OciBackend().check(Fixture.environment()).isEmpty());
  }

  @Test
  void whiteoutNamesAreRefusedAndNothingIsLeft() throws Exception {
    RootFs root = Fixture.assemble(FakePackage.of("a/b-1").dir("usr").file("usr/.wh.x", "1"));
    var e = assertThrows(UserErrorException.class, () -> build("wh", Map.of(), root));
    assertEquals(BackendCode.WHITEOUT_NAME, e.diagnostics().getFirst().code());
    assertFalse(Files.exists(temp.resolve("wh/out/test.oci")));
  }
}
