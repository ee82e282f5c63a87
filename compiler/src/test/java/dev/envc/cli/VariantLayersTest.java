package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A development variant and its production image, compiled: they share the layers of the packages
/// that both have.
final class VariantLayersTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void aVariantWithMorePackagesSharesLayers() throws Exception {
    var quickstart = new QuickstartCommands(directory);
    Files.writeString(
        quickstart.manifest(),
        Files.readString(quickstart.manifest())
                .replace("  - net-misc/tinyping\n", "")
                .replace("arch: [amd64, arm64]", "arch: amd64")
                .replace("  arm64: binhost/arm64\n", "")
            + "\nvariants: { dev: { packages: [net-misc/tinyping] } }\n");
    quickstart.compile("oci", "out", "--variant", "main,dev");
    List<String> production = layers("quickstart.oci");
    List<String> development = layers("quickstart-dev.oci");
    var changed = new ArrayList<>(production);
    changed.removeAll(development);
    var added = new ArrayList<>(development);
    added.removeAll(production);
    assertTrue(production.size() >= 4, "layers: " + production.size());
    assertTrue(changed.size() <= 1, "only what depends on all packages differs: " + changed);
    assertTrue(added.size() <= 2, "one layer more, and what depends on all packages: " + added);
    assertEquals(production.size() + 1, development.size());
    sharedBytes(quickstart);
  }

  /// Who has the production image fetches what the development image has more, and no more.
  private void sharedBytes(QuickstartCommands quickstart) {
    QuickstartCommands.Result report =
        quickstart.run(
            "layers",
            directory.resolve("out/quickstart.oci").toString(),
            directory.resolve("out/quickstart-dev.oci").toString(),
            "--format",
            "json");
    assertEquals(0, report.exit(), report.err());
    JsonNode change = JSON.readTree(report.out()).path("layers").get(0);
    long bytes = change.path("bytes").asLong();
    long fetched = change.path("fetchedBytes").asLong();
    assertTrue(fetched > 0 && fetched < bytes / 2, fetched + " of " + bytes + " bytes");
    assertTrue(change.path("fetched").size() <= 2, report.out());
  }

  private List<String> layers(String layout) throws IOException {
    Path out = directory.resolve("out").resolve(layout);
    JsonNode at = JSON.readTree(Files.readString(out.resolve("index.json")));
    while (at.path("layers").isMissingNode()) {
      at = blob(out, at.path("manifests").get(0).path("digest").asString());
    }
    var digests = new ArrayList<String>();
    at.path("layers").forEach(l -> digests.add(l.path("digest").asString()));
    return digests;
  }

  private static JsonNode blob(Path layout, String digest) throws IOException {
    return JSON.readTree(
        Files.readString(layout.resolve("blobs/sha256").resolve(digest.substring(7))));
  }
}
