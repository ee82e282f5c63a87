package dev.envc.store.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiagnosticCode;
import dev.envc.diagnostic.StoreCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.store.binhost.BinaryCandidate;
import dev.envc.store.binhost.BinhostIndex;
import dev.envc.store.local.LocalStore;
import dev.envc.store.local.StoreOptions;
import dev.envc.store.testing.BinhostFixture;
import dev.envc.store.testing.BinhostServer;
import dev.envc.store.testing.BinhostServer.Fault;
import dev.envc.store.testing.PackageFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpBinhostTest {
  private static final String PACKAGE = "/app-misc/foo/foo-1-1.gpkg.tar";
  private static final TransferSettings PATIENCE =
      new TransferSettings(
          Duration.ofSeconds(5), Duration.ofMillis(700), 3, Duration.ofMillis(5), 2, 1 << 20);

  private final Path scratch;
  private final Path directory;
  private final BinhostServer server;

  HttpBinhostTest(@TempDir Path scratch) throws IOException {
    this.scratch = scratch;
    directory = scratch.resolve("binhost");
    byte[] random = new byte[400_000];
    new Random(1).nextBytes(random);
    new BinhostFixture(directory)
        .add(PackageFixture.of("app-misc/foo", "1").file("usr/share/foo", random))
        .write();
    server = new BinhostServer(directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private LocalStore store() throws IOException, UserErrorException {
    StoreOptions usual = StoreOptions.of(scratch);
    return LocalStore.open(
        scratch.resolve("store"),
        new StoreOptions(usual.base(), usual.limits(), PATIENCE, usual.devices(), 2, false));
  }

  private List<BinhostIndex> indexes(LocalStore store) throws IOException, UserErrorException {
    return store.indexes(List.of(store.location("main", server.uri())));
  }

  /// Fetches the index and locks its only package.
  private int fetch() throws IOException, UserErrorException {
    try (LocalStore store = store()) {
      List<BinhostIndex> indexes = indexes(store);
      List<BinaryCandidate> all =
          indexes.getFirst().packages().values().stream()
              .flatMap(v -> v.values().stream())
              .flatMap(List::stream)
              .toList();
      return store.lock(all, indexes, Map.of()).binaries().size();
    }
  }

  private Diagnostic problem() {
    List<Diagnostic> problems = assertThrows(UserErrorException.class, this::fetch).diagnostics();
    assertEquals(1, problems.size(), problems.toString());
    return problems.getFirst();
  }

  private DiagnosticCode code() {
    return problem().code();
  }

  private long requestsFor(String path) {
    return server.requests().stream().filter(r -> r.startsWith(path)).count();
  }

  @Test
  void aPackageIsFetchedOnce() throws Exception {
    assertEquals(1, fetch());
    assertEquals(1, fetch());
    assertEquals(List.of(PACKAGE), server.requests().stream().filter(PACKAGE::equals).toList());
  }

  @Test
  void errorsThatMayPassAreTriedAgain() throws Exception {
    server.answer("/Packages", new Fault.Status(503), new Fault.Cut(10));
    server.answer(PACKAGE, new Fault.Status(500), new Fault.Status(429));
    assertEquals(1, fetch());
    assertEquals(3, requestsFor(PACKAGE));
  }

  @Test
  void aTransferGoesOnWhereItBrokeOff() throws Exception {
    server.answer(PACKAGE, new Fault.Cut(150_000), new Fault.Cut(100_000));
    assertEquals(1, fetch());
    List<String> requests = server.requests().stream().filter(r -> r.startsWith(PACKAGE)).toList();
    assertEquals(3, requests.size(), requests.toString());
    assertTrue(isRange(requests.get(1), 1, 150_000), requests.toString());
    assertTrue(isRange(requests.get(2), 100_000, 250_000), requests.toString());
  }

  /// The last bytes before a connection broke may be lost: where exactly a transfer goes on is not
  /// certain.
  private static boolean isRange(String request, int from, int to) {
    String digits = request.replaceFirst("^\\S+ bytes=([0-9]+)-$", "$1");
    return digits.matches("[0-9]{1,7}")
        && Integer.parseInt(digits) >= from
        && Integer.parseInt(digits) <= to;
  }

  @Test
  void aServerWithoutRangesStartsAnew() throws Exception {
    server.answer(PACKAGE, new Fault.Cut(150_000), new Fault.NoRange());
    assertEquals(1, fetch());
  }

  @Test
  void aServerThatStallsIsNotWaitedFor() throws Exception {
    server.answer(PACKAGE, new Fault.Stall(150_000));
    assertEquals(1, fetch());
    assertEquals(2, requestsFor(PACKAGE));
  }

  @Test
  void aTransferOfADeadProcessGoesOn() throws Exception {
    server.answer(PACKAGE, new Fault.Cut(150_000), new Fault.Status(500), new Fault.Status(500));
    assertEquals(StoreCode.BINHOST_UNREACHABLE, code());
    assertEquals(1, fetch());
    assertTrue(isRange(server.requests().getLast(), 1, 150_000), server.requests().toString());
  }

  @Test
  void halfOfAnOlderFileIsThrownAway() throws Exception {
    server.answer(PACKAGE, new Fault.Cut(150_000), new Fault.Status(500), new Fault.Status(500));
    assertEquals(StoreCode.BINHOST_UNREACHABLE, code());
    Path part;
    try (var files = Files.list(scratch.resolve("store/v1/downloads"))) {
      part = files.findFirst().orElseThrow();
    }
    byte[] other = Files.readAllBytes(part);
    other[1000] ^= 1;
    Files.write(part, other);
    assertEquals(1, fetch());
    assertEquals(PACKAGE, server.requests().getLast());
  }

  @Test
  void aServerThatLiesIsCaught() {
    server.answer(PACKAGE, new Fault.Lie("short"));
    assertEquals(StoreCode.SIZE_DIFFERS, code());
    server.answer(PACKAGE, new Fault.Lie("long".repeat(200_000)));
    assertEquals(StoreCode.SIZE_DIFFERS, code());
    server.answer("/Packages", new Fault.Lie("<html>not here</html>"));
    assertEquals(StoreCode.INDEX_UNREADABLE, code());
    server.answer("/Packages", new Fault.Lie("x".repeat((1 << 20) + 1)));
    assertEquals(StoreCode.INDEX_UNREADABLE, code());
    server.answer("/Packages.gz", new Fault.Lie("no gzip at all, sorry"));
    assertEquals(StoreCode.INDEX_UNREADABLE, code());
    server.answer(PACKAGE, new Fault.Status(404));
    assertEquals(StoreCode.PACKAGE_NOT_FOUND, code());
    server.answer(PACKAGE, new Fault.Status(403));
    assertEquals(StoreCode.BINHOST_UNREACHABLE, code());
  }

  @Test
  void aFileOfTheRightSizeWithOtherBytesIsCaught() throws Exception {
    Path file = directory.resolve(PACKAGE.substring(1));
    byte[] bytes = Files.readAllBytes(file);
    bytes[5000] ^= 1;
    Files.write(file, bytes);
    assertEquals(StoreCode.DIGEST_DIFFERS, code());
  }

  @Test
  void redirects() throws Exception {
    server.answer("/Packages", new Fault.Redirect("/Packages"));
    assertEquals(1, fetch());
    Files.delete(scratch.resolve("store/v1/origins").toFile().listFiles()[0].toPath());
    for (String bad :
        List.of(
            "http://localhost:1/other-host",
            "file:///etc/passwd",
            "http://user:secret@127.0.0.1/x",
            "ftp://127.0.0.1/x",
            "http://[broken")) {
      server.answer(
          PACKAGE, new Fault.Redirect(bad), new Fault.Redirect(bad), new Fault.Redirect(bad));
      Diagnostic problem = problem();
      assertEquals(StoreCode.BINHOST_UNREACHABLE, problem.code(), bad);
      assertFalse(problem.toString().contains("secret"));
    }
  }

  @Test
  void aBinhostThatIsDownIsNamed() throws Exception {
    String uri = server.uri();
    server.close();
    Diagnostic problem = problem();
    assertEquals(StoreCode.BINHOST_UNREACHABLE, problem.code());
    assertTrue(problem.message().contains(uri), problem.message());
    assertTrue(
        problem.notes().getFirst().message().contains("connection refused, after 3 attempts"),
        problem.notes().toString());
  }

  @Test
  void locations() throws Exception {
    for (String bad :
        List.of(
            "ftp://example.org/x",
            "http://user:secret@example.org/",
            "http:///nohost",
            "https://example.org/?q=1",
            "https://exa mple.org/")) {
      var e = assertThrows(FetchException.class, () -> BinhostLocation.of("b", bad, scratch), bad);
      assertFalse(e.diagnostic().toString().contains("secret"));
    }
    BinhostLocation odd = BinhostLocation.of("b", "https://example.org/a%20b/", scratch);
    assertEquals(
        "https://example.org/a%20b/x/y%20z+1.gpkg.tar", odd.resolve("x/y z+1.gpkg.tar").toString());
    for (String outside : List.of("../x", "/x", "a/../../x", "http://e/x", "a//b", "", "a\\b")) {
      assertFalse(BinhostLocation.isInside(outside), outside);
    }
  }
}
