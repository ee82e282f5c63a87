package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.Program;
import dev.envc.backend.Registry;
import dev.envc.cli.QuickstartCommands.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Images and what is said of them, in a registry without the referrers API.
final class PushToolTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp;

  private QuickstartCommands quickstart;

  @BeforeEach
  void copy() throws Exception {
    quickstart = new QuickstartCommands(temp);
  }

  @Test
  void whatWasPushedIsVerifiedAndNothingIsSentTwice() throws Exception {
    String key = quickstart.newKey("key");
    String publicKey = quickstart.publicKey("key");
    try (Registry registry = Registry.start(temp)) {
      String image = registry.host() + "/line3/quickstart";
      JsonNode artifact = push(key, image, "1.0,stable").path("artifacts").get(0);
      assertEquals(2, artifact.path("pushed").size());
      String digest = artifact.path("digest").asString();
      for (JsonNode pushed : artifact.path("pushed")) {
        assertEquals(digest, pushed.path("digest").asString());
      }
      eachBlobWasSentOnce(registry);
      verified(image + ":1.0", publicKey);
      referrersAreListed(image, digest);

      int uploads = registry.requests("\"(POST|PUT|PATCH) ").size();
      JsonNode again = push(key, image, "stable").path("artifacts").get(0).path("pushed").get(0);
      assertEquals(0, again.path("blobsSent").asInt());
      assertEquals(uploads, registry.requests("\"(POST|PUT|PATCH) ").size(), "nothing is new");

      push(key, registry.host() + "/line4/quickstart:1", "1");
      assertEquals(
          List.of(), repeated(registry, "PUT /v2/line3"), "nothing in the first repository");

      // Two references of one command: the second repository takes the blobs from the first.
      QuickstartCommands.Result result =
          quickstart.compile(
              "oci",
              "out",
              "--push",
              registry.host() + "/line5/quickstart:1",
              "--push",
              registry.host() + "/line6/quickstart:1",
              "--insecure",
              "--format",
              "json");
      JsonNode both = JSON.readTree(result.out()).path("artifacts").get(0).path("pushed");
      assertEquals(0, both.get(1).path("bytesSent").asInt(), both.toString());
      assertTrue(!registry.requests("POST /v2/line6/.*mount=sha256").isEmpty(), "it mounts");
      assertEquals(List.of(), registry.requests("(PUT|PATCH) /v2/line6/quickstart/blobs/uploads"));
    }
  }

  /// What verifiers with a policy compare (containers-policy.json(5), "matchRepository"): the
  /// signed payload names the repository, one for each that the command pushes to. openssl verifies
  /// it, as `cosign verify --key` does.
  @Test
  void theSignatureNamesItsRepository() throws Exception {
    String key = quickstart.newKey("key");
    try (Registry registry = Registry.start(temp)) {
      String first = registry.host() + "/line3/quickstart";
      String second = registry.host() + "/line4/quickstart";
      Result result =
          quickstart.compile(
              "oci",
              "out",
              "--push",
              first + ":1.0",
              "--push",
              second + ":1",
              "--insecure",
              "--sign",
              key,
              "--format",
              "json");
      String digest =
          JSON.readTree(result.out()).path("artifacts").get(0).path("digest").asString();
      Path copy = temp.resolve("signature");
      Program.run(
          "skopeo",
          "copy",
          "--src-tls-verify=false",
          "docker://" + second + ":" + digest.replace(':', '-') + ".sig",
          "dir:" + copy);
      JsonNode manifest = JSON.readTree(Files.readAllBytes(copy.resolve("manifest.json")));
      var named = new ArrayList<String>();
      for (JsonNode layer : manifest.path("layers")) {
        Path payload = copy.resolve(layer.path("digest").asString().replace("sha256:", ""));
        JsonNode critical = JSON.readTree(Files.readAllBytes(payload)).path("critical");
        named.add(critical.path("identity").path("docker-reference").asString());
        assertEquals(digest, critical.path("image").path("docker-manifest-digest").asString());
        Path signature = temp.resolve("signature.der");
        Files.write(
            signature,
            Base64.getDecoder()
                .decode(
                    layer
                        .path("annotations")
                        .path("dev.cosignproject.cosign/signature")
                        .asString()));
        Program.run(
            "openssl",
            "dgst",
            "-sha256",
            "-verify",
            quickstart.publicKey("key"),
            "-signature",
            signature.toString(),
            payload.toString());
      }
      assertEquals(List.of(first, second), named);
      verified(second + ":1", quickstart.publicKey("key"));
    }
  }

  /// Labels of the manifest, and annotations of it and of the command line, as a registry gives
  /// them back.
  @Test
  void labelsAndAnnotationsAreReadBack() throws Exception {
    String text = Files.readString(quickstart.manifest());
    Files.writeString(
        quickstart.manifest(),
        text.replace(
            "entrypoint: [/bin/sh]",
            "entrypoint: [/bin/sh], labels: { team: line three }, annotations: { com.example.line:"
                + " \"3\" }"));
    try (Registry registry = Registry.start(temp)) {
      String image = registry.host() + "/line3/quickstart:1";
      quickstart.compile(
          "oci",
          "out",
          "--push",
          image,
          "--insecure",
          "--annotation",
          "org.opencontainers.image.revision=4b1d",
          "--annotation",
          "org.opencontainers.image.source=https://example.com/line3");
      String config =
          Program.run("skopeo", "inspect", "--config", "--tls-verify=false", "docker://" + image);
      assertEquals(
          "line three",
          JSON.readTree(config).path("config").path("Labels").path("team").asString());
      JsonNode index = JSON.readTree(raw(image));
      String one = index.path("manifests").get(0).path("digest").asString();
      JsonNode manifest = JSON.readTree(raw(image.replaceFirst(":1$", "@" + one)));
      for (JsonNode each : List.of(index, manifest)) {
        JsonNode annotations = each.path("annotations");
        assertEquals("3", annotations.path("com.example.line").asString());
        assertEquals("4b1d", annotations.path("org.opencontainers.image.revision").asString());
        assertEquals(
            "https://example.com/line3",
            annotations.path("org.opencontainers.image.source").asString());
        assertEquals("quickstart", annotations.path("org.opencontainers.image.title").asString());
        assertTrue(
            annotations
                .path("org.opencontainers.image.created")
                .asString()
                .matches("20[0-9]{2}-.*Z"));
        assertTrue(!annotations.path("org.opencontainers.image.licenses").asString().isEmpty());
        assertTrue(annotations.path("dev.envc.lock").asString().startsWith("sha256:"));
      }
    }
  }

  private JsonNode push(String key, String reference, String tags) {
    Result result =
        quickstart.compile(
            "oci",
            "out",
            "--sign",
            key,
            "--tag",
            tags,
            "--push",
            reference,
            "--insecure",
            "--format",
            "json");
    return JSON.readTree(result.out());
  }

  private void verified(String reference, String publicKey) {
    Result result = quickstart.run("verify", reference, "--key", publicKey, "--insecure");
    assertEquals(0, result.exit(), result.err());
    assertTrue(
        result.out().contains("good: the bill of materials quickstart-arm64.spdx.json"),
        result.out());
  }

  private static void eachBlobWasSentOnce(Registry registry) throws Exception {
    assertTrue(!registry.requests("PUT /v2/line3/quickstart/blobs/uploads/").isEmpty());
    assertEquals(List.of(), repeated(registry, "PUT /v2/line3/quickstart/blobs/uploads/"));
    assertEquals(List.of(), repeated(registry, "PUT /v2/line3/quickstart/manifests/"));
  }

  /// What more than one request put.
  private static List<String> repeated(Registry registry, String pattern) throws Exception {
    var seen = new HashSet<String>();
    var twice = new ArrayList<String>();
    for (String request : registry.requests(pattern)) {
      Matcher m =
          Pattern.compile("digest=(sha256(?:%3A|:)[0-9a-f]+)|/manifests/(\\S+)").matcher(request);
      if (m.find() && !seen.add(m.group())) {
        twice.add(m.group());
      }
    }
    return twice;
  }

  /// The index under the tag that stands for the referrers API, and the names that cosign looks
  /// for.
  private static void referrersAreListed(String image, String digest) throws Exception {
    String tag = digest.replace(':', '-');
    JsonNode index = JSON.readTree(raw(image + ":" + tag));
    var types = new ArrayList<String>();
    index.path("manifests").forEach(m -> types.add(m.path("artifactType").asString()));
    assertTrue(types.contains("application/vnd.in-toto+json"), index.toString());
    for (String suffix : List.of(".sig", ".att")) {
      JsonNode manifest = JSON.readTree(raw(image + ":" + tag + suffix));
      assertEquals(digest, manifest.path("subject").path("digest").asString());
      assertTrue(
          manifest
              .path("layers")
              .get(0)
              .path("annotations")
              .has("dev.cosignproject.cosign/signature"),
          manifest.toString());
    }
  }

  private static String raw(String reference) throws Exception {
    return Program.run("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + reference);
  }
}
