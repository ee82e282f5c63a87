package dev.envc.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import dev.envc.store.binhost.BinaryCandidate;
import dev.envc.store.binhost.BinhostIndex;
import dev.envc.store.testing.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The parts of `examples/quickstart` fit together: the bundle is the tree, the manifest pins it,
/// the metadata cache is that of the ebuilds, and the binary packages are what their indexes say.
final class QuickstartPackagesTest {
  private static final Path QUICKSTART =
      Path.of(System.getProperty("envc.root", ".."), "examples", "quickstart");

  @TempDir Path scratch;

  @Test
  void theBundleHoldsTheFilesOfTheTree() throws Exception {
    String git = Tool.require("git").toString();
    Path clone = scratch.resolve("clone");
    String bundle = QUICKSTART.resolve("tree.bundle").toAbsolutePath().toString();
    run(git, "clone", "-q", "--bare", bundle, clone.toString());
    String commit = run(git, "--git-dir", clone.toString(), "rev-parse", "main").strip();
    String manifest = Files.readString(QUICKSTART.resolve("quickstart.env.yaml"));
    assertTrue(manifest.contains("commit: " + commit), "the manifest does not pin " + commit);

    var committed = new TreeMap<String, String>();
    run(git, "--git-dir", clone.toString(), "ls-tree", "-r", commit)
        .lines()
        .map(line -> line.split("[ \t]", 4))
        .forEach(part -> committed.put(part[3], part[0] + " " + part[2]));
    assertEquals(files(), committed, "run examples/quickstart/make-tree.sh");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), String.join(" ", command));
    return out;
  }

  /// Mode and blob id of each file, as git has them.
  private static Map<String, String> files() throws IOException {
    Path tree = QUICKSTART.resolve("tree");
    var files = new TreeMap<String, String>();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(file);
        byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] blob = new byte[head.length + content.length];
        System.arraycopy(head, 0, blob, 0, head.length);
        System.arraycopy(content, 0, blob, head.length, content.length);
        files.put(tree.relativize(file).toString(), "100644 " + Hash.sha1(blob));
      }
    }
    return files;
  }

  @Test
  void theMetadataCacheIsThatOfTheEbuilds() throws Exception {
    Path tree = QUICKSTART.resolve("tree");
    var ebuilds = new ArrayList<String>();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path ebuild : all.filter(f -> f.toString().endsWith(".ebuild")).sorted().toList()) {
        Path name = tree.relativize(ebuild);
        String pf = name.getFileName().toString().replaceFirst("\\.ebuild$", "");
        Path entry =
            tree.resolve("metadata/md5-cache").resolve(name.getName(0).toString()).resolve(pf);
        assertTrue(
            Files.readString(entry).contains("_md5_=" + Hash.md5(Files.readAllBytes(ebuild))),
            entry + " is stale: run examples/quickstart/make-binhost.sh");
        ebuilds.add(pf);
      }
    }
    assertEquals(11, ebuilds.size(), ebuilds.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"amd64", "arm64"})
  void theBinaryPackagesAreWhatTheirIndexSays(String arch) throws Exception {
    try (LocalStore store =
        LocalStore.open(scratch.resolve("store"), StoreOptions.of(QUICKSTART.toAbsolutePath()))) {
      List<BinhostIndex> indexes =
          store.indexes(List.of(store.location("demo", "binhost/" + arch)));
      List<BinaryCandidate> candidates =
          indexes.getFirst().packages().values().stream()
              .flatMap(v -> v.values().stream())
              .flatMap(List::stream)
              .toList();
      assertEquals(13, candidates.size());
      assertEquals(List.of(), indexes.getFirst().warnings());
      var locked = store.lock(candidates, indexes, Map.of());
      assertEquals(13, locked.binaries().size());
      var ping =
          candidates.stream().filter(c -> c.path().endsWith(".xpak")).findFirst().orElseThrow();
      assertEquals("net-misc/tinyping-1.0", ping.cpv().toString());
    }
  }

  @Test
  void theXpakCarriesItsFileCapability() throws Exception {
    for (String arch : List.of("amd64", "arm64")) {
      try (LocalStore store =
          LocalStore.open(scratch.resolve("store"), StoreOptions.of(QUICKSTART.toAbsolutePath()))) {
        var indexes = store.indexes(List.of(store.location("demo", "binhost/" + arch)));
        var ping =
            indexes.getFirst().packages().values().stream()
                .flatMap(v -> v.values().stream())
                .flatMap(List::stream)
                .filter(c -> c.path().endsWith(".xpak"))
                .toList();
        var binary = store.lock(ping, indexes, Map.of()).binaries().values().iterator().next();
        var any = dev.envc.lock.Digest.sha256("0".repeat(64));
        var lock =
            new dev.envc.lock.Lock(
                "q",
                any,
                List.of(),
                List.of(new dev.envc.lock.LockedBinhost("demo", "binhost/" + arch, any)),
                List.of());
        var image = store.open(lock, List.of(binary)).values().iterator().next();
        var entry = image.entries().stream().filter(e -> e.path().equals("bin/ping")).findFirst();
        // cap_net_raw=ep, version 2 of the attribute.
        assertEquals(
            "0100000200200000000000000000000000000000",
            HexFormat.of()
                .formatHex(
                    entry.orElseThrow().xattrs().getOrDefault("security.capability", new byte[0])));
      }
    }
  }
}
