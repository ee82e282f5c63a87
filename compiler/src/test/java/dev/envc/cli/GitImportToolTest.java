package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.Tool;
import dev.envc.tree.testing.GitHttpServer;
import dev.envc.tree.testing.SmallTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Manifests that build on files of a git commit: fetched, locked, read offline, kept inside the
/// commit.
final class GitImportToolTest {
  private static final String PROFILE = "profile: \"demo:default/linux/${{ arch }}\"";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void theImportIsFetchedLockedAndReadOffline() throws Exception {
    Tool.require("git");
    String first = commit(Map.of(), "lines/site.envc", "module { hostname line3 }\n");
    var quickstart = new QuickstartCommands(directory);
    String manifest = quickstart.manifest().toString();
    String pristine = Files.readString(quickstart.manifest());
    try (var server = new GitHttpServer(directory)) {
      write(quickstart, pristine, server.url() + "/r.git", first, "lines/common.env.yaml");
      QuickstartCommands.Result offline = quickstart.run("check", manifest, "--offline", "-q");
      assertEquals(6, offline.exit(), offline.err());
      assertTrue(offline.err().contains("error[E0225]: Commit " + first), offline.err());
      assertTrue(offline.err().contains("^"), offline.err());

      QuickstartCommands.Result locked = quickstart.run("lock", manifest, "-q");
      assertEquals(0, locked.exit(), locked.err());
    }
    String lock = Files.readString(directory.resolve("q/quickstart.env.lock"));
    assertTrue(lock.contains("\nimports:\n- git: http://127.0.0.1"), lock);
    assertTrue(
        lock.contains("  commit: " + first + "\n  path: lines/site.envc\n  digest: sha256:"));

    QuickstartCommands.Result shown = quickstart.run("show", manifest, "--offline", "-q");
    assertEquals(0, shown.exit(), shown.err());
    assertTrue(shown.out().contains("hostname: line3"), shown.out());
    assertTrue(shown.out().contains("@" + first.substring(0, 12) + ":lines/site.envc:1:"));
    assertEquals(0, quickstart.run("lock", manifest, "--offline", "--frozen", "-q").exit());
  }

  /// The store has the key of the server, and for the client its certificate.
  @Test
  void anAuthorityOfOnesOwnIsTrustedWhenItIsNamed() throws Exception {
    Tool.require("git");
    String commit = commit(Map.of(), "lines/site.envc", "module { hostname line3 }\n");
    Path store = directory.resolve("trust.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    EnvcProcess.in(directory)
        .run(
            keytool,
            "-genkeypair",
            "-alias",
            "own",
            "-keyalg",
            "EC",
            "-dname",
            "CN=own",
            "-ext",
            "san=ip:127.0.0.1",
            "-keystore",
            store.toString(),
            "-storepass",
            "changeit")
        .expect(0);
    try (var server = new GitHttpServer(directory, context(store))) {
      Path manifest = directory.resolve("own.env.yaml");
      Files.writeString(
          manifest,
          """
          envc: 1
          name: own
          arch: amd64
          extends: [{ git: %s/r.git, commit: %s, path: lines/common.env.yaml }]
          """
              .formatted(server.url(), commit));
      String[] show = {"show", manifest.toString(), "--cache-dir", directory + "/cache", "-q"};

      EnvcProcess.Result refused = EnvcProcess.in(directory).envc(show).expect(6);
      assertTrue(refused.err().contains("error[E0209]"), refused.err());
      assertTrue(refused.err().contains("-Djavax.net.ssl.trustStore=FILE"), refused.err());

      EnvcProcess.Result shown =
          EnvcProcess.in(directory)
              .with("JAVA_TOOL_OPTIONS", "-Djavax.net.ssl.trustStore=" + store)
              .with("JDK_JAVA_OPTIONS", "-Djavax.net.ssl.trustStorePassword=changeit")
              .envc(show)
              .expect(0);
      assertTrue(shown.out().contains("hostname: line3"), shown.out());
    }
  }

  private static SSLContext context(Path store) throws Exception {
    char[] password = "changeit".toCharArray();
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void anotherCommitMakesTheLockStale() throws Exception {
    String first = commit(Map.of(), "lines/site.envc", "module { hostname line3 }\n");
    var quickstart = new QuickstartCommands(directory);
    String pristine = Files.readString(quickstart.manifest());
    String repository = directory.resolve("r.git").toString();
    write(quickstart, pristine, repository, first, "lines/common.env.yaml");
    String manifest = quickstart.manifest().toString();
    assertEquals(0, quickstart.run("lock", manifest, "-q").exit());
    String second = commit(Map.of(), "lines/site.envc", "module { hostname line3 } # as before\n");
    write(quickstart, pristine, repository, second, "lines/common.env.yaml");
    QuickstartCommands.Result stale = quickstart.run("lock", manifest, "-q");
    assertEquals(4, stale.exit(), stale.err());
    assertTrue(stale.err().contains("error[E0402]"), stale.err());
    assertTrue(stale.err().contains(first) && stale.err().contains(second), stale.err());
  }

  @Test
  void nothingLeavesTheCommit() throws Exception {
    Files.writeString(directory.resolve("secret.env.yaml"), "hostname: secret\n");
    String secret = directory.resolve("secret.env.yaml").toString();
    String commit =
        commit(
            Map.of("lines/absolute.env.yaml", secret, "lines/up.env.yaml", "../../secret.env.yaml"),
            "lines/site.envc",
            "module { extends ../../secret.env.yaml }\n");
    for (var e :
        Map.of(
                "lines/absolute.env.yaml", "E0211",
                "lines/up.env.yaml", "E0211",
                "lines/common.env.yaml", "E0174",
                "lines/absent.env.yaml", "E0161")
            .entrySet()) {
      QuickstartCommands.Result result = check(commit, e.getKey());
      assertTrue(result.err().contains("error[" + e.getValue() + "]"), e + "\n" + result.err());
      assertTrue(!result.err().contains("hostname"), result.err());
    }
  }

  @Test
  void aFileThatIsTooLargeIsRefused() throws Exception {
    String commit = commit(Map.of(), "lines/site.envc", "# long\n".repeat(200_000));
    QuickstartCommands.Result result = check(commit, "lines/common.env.yaml");
    assertEquals(3, result.exit(), result.err());
    assertTrue(result.err().contains("error[E0103]"), result.err());
  }

  @Test
  void aCommitThatIsNotThereIsNamed() throws Exception {
    commit(Map.of(), "lines/site.envc", "module {}\n");
    String absent = "0123456789012345678901234567890123456789";
    QuickstartCommands.Result result = check(absent, "lines/common.env.yaml");
    assertEquals(6, result.exit(), result.err());
    assertTrue(result.err().contains("error[E0202]: Commit " + absent), result.err());
  }

  private QuickstartCommands.Result check(String commit, String path) throws IOException {
    Path own = Files.createTempDirectory(directory, "check");
    var quickstart = new QuickstartCommands(own);
    String repository = directory.resolve("r.git").toString();
    write(quickstart, Files.readString(quickstart.manifest()), repository, commit, path);
    return quickstart.run("check", quickstart.manifest().toString(), "-q");
  }

  private static void write(
      QuickstartCommands quickstart, String pristine, String git, String commit, String path)
      throws IOException {
    String extend = "extends: [{ git: " + git + ", commit: " + commit + ", path: " + path + " }]\n";
    Files.writeString(quickstart.manifest(), pristine.replace(PROFILE, extend + PROFILE));
  }

  /// A commit of `r.git` with a module that builds on another file of it.
  private String commit(Map<String, String> links, String path, String text) throws Exception {
    var files = new TreeMap<String, byte[]>();
    files.put("lines/common.env.yaml", bytes("extends: ./site.envc\ntimezone: UTC\n"));
    files.put(path, bytes(text));
    return SmallTrees.commit(files, links, directory.resolve("r.git"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
