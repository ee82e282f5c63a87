package dev.envc.store.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiagnosticCode;
import dev.envc.diagnostic.StoreCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Digest;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedBinary;
import dev.envc.lock.LockedBinhost;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.PackageImage;
import dev.envc.store.binhost.BinaryCandidate;
import dev.envc.store.binhost.BinhostIndex;
import dev.envc.store.testing.BinhostFixture;
import dev.envc.store.testing.Compression;
import dev.envc.store.testing.PackageFixture;
import dev.envc.store.testing.PackageFixture.TarWriterMember;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LocalStoreTest {
  private static final byte[] CAPABILITY = {1, 0, 0, 2, (byte) 0x80, (byte) 0xff, 0, 0};

  @TempDir Path scratch;
  private Path storeDirectory = Path.of("");
  private Path binhost = Path.of("");

  @BeforeEach
  void directories() {
    storeDirectory = scratch.resolve("store");
    binhost = scratch.resolve("binhost");
  }

  private static PackageFixture foo() {
    return PackageFixture.of("app-misc/foo", "1.2")
        .iuse("+ssl debug")
        .use("ssl")
        .file("usr/bin/foo", "hello")
        .member(
            TarWriterMember.file("usr/bin/ping", new byte[300_000])
                .with(m -> m.mode(04711).owner(0, 7).xattr("security.capability", CAPABILITY)))
        .hardlink("usr/bin/foo2", "usr/bin/foo")
        .symlink("usr/bin/bar", "foo");
  }

  private LocalStore store() throws IOException, UserErrorException {
    return LocalStore.open(storeDirectory, StoreOptions.of(scratch));
  }

  private List<BinhostIndex> indexes(LocalStore store) throws IOException, UserErrorException {
    return store.indexes(List.of(store.location("main", "binhost")));
  }

  private static List<BinaryCandidate> all(List<BinhostIndex> indexes) {
    return indexes.stream()
        .flatMap(i -> i.packages().values().stream())
        .flatMap(v -> v.values().stream())
        .flatMap(List::stream)
        .toList();
  }

  /// Locks everything on the binhost.
  private Map<BinaryCandidate, LockedBinary> lockAll(LocalStore store)
      throws IOException, UserErrorException {
    List<BinhostIndex> indexes = indexes(store);
    return store.lock(all(indexes), indexes, Map.of()).binaries();
  }

  private static Lock lock(String location) {
    Digest any = Digest.sha256("0".repeat(64));
    return new Lock(
        "test", any, List.of(), List.of(new LockedBinhost("main", location, any)), List.of());
  }

  private static PackageImage open(LocalStore store, LockedBinary binary)
      throws IOException, UserErrorException {
    PackageImage image = store.open(lock("binhost"), List.of(binary)).get(binary);
    assertTrue(image != null);
    return image;
  }

  private static PackageEntry entry(PackageImage image, String path) throws IOException {
    return image.entries().stream().filter(e -> e.path().equals(path)).findFirst().orElseThrow();
  }

  private static String text(PackageEntry entry) throws IOException {
    assertTrue(entry.kind() instanceof Kind.Regular);
    try (InputStream in = ((Kind.Regular) entry.kind()).content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private DiagnosticCode problem(org.junit.jupiter.api.function.Executable action) {
    List<Diagnostic> problems = assertThrows(UserErrorException.class, action).diagnostics();
    assertEquals(1, problems.size(), problems.toString());
    return problems.getFirst().code();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void packagesOfBothFormatsComeBackAsTheyAre(Compression compression) throws Exception {
    new BinhostFixture(binhost)
        .add(foo().compression(compression))
        .addXpak(foo().compression(compression).metadata("BUILD_ID", "2"))
        .write();
    try (LocalStore store = store()) {
      for (LockedBinary binary : lockAll(store).values()) {
        PackageImage image = open(store, binary);
        assertEquals(
            List.of("usr", "usr/bin", "usr/bin/bar", "usr/bin/foo", "usr/bin/foo2", "usr/bin/ping"),
            image.entries().stream().map(PackageEntry::path).toList());
        assertEquals("hello", text(entry(image, "usr/bin/foo")));
        PackageEntry ping = entry(image, "usr/bin/ping");
        assertEquals(04711, ping.mode());
        assertArrayEquals(CAPABILITY, ping.xattrs().get("security.capability"));
        assertEquals("\0".repeat(300_000), text(ping));
        assertEquals(new Kind.Hardlink("usr/bin/foo"), entry(image, "usr/bin/foo2").kind());
        assertEquals("app-misc", image.metadata("CATEGORY").orElse(""));
      }
    }
  }

  @Test
  void whatIsInTheStoreNeedsNoBinhost() throws Exception {
    new BinhostFixture(binhost).add(foo()).write();
    LockedBinary binary;
    try (LocalStore store = store()) {
      binary = lockAll(store).values().iterator().next();
    }
    Session.delete(binhost);
    try (LocalStore store = store()) {
      assertEquals("hello", text(entry(open(store, binary), "usr/bin/foo")));
    }
  }

  @Test
  void entriesThatWereReleasedAreReadAnew() throws Exception {
    new BinhostFixture(binhost).add(foo()).write();
    try (LocalStore store = store()) {
      PackageImage image = open(store, lockAll(store).values().iterator().next());
      List<String> before = image.entries().stream().map(PackageEntry::path).toList();
      image.release();
      assertEquals(before, image.entries().stream().map(PackageEntry::path).toList());
      assertEquals("hello", text(entry(image, "usr/bin/foo")));
    }
  }

  @Test
  void theMd5OfAFileIsKnownWithoutReadingIt() throws Exception {
    new BinhostFixture(binhost).add(foo()).write();
    try (LocalStore store = store()) {
      LockedBinary binary = lockAll(store).values().iterator().next();
      PackageImage image = open(store, binary);
      for (Path blob : blobs()) {
        Files.delete(blob);
      }
      assertEquals("5d41402abc4b2a76b9719d911017c592", md5(entry(image, "usr/bin/foo")));
      assertEquals("4a21de7a58fb8ecb9a1b1f08a3068269", md5(entry(image, "usr/bin/ping")));
    }
  }

  private List<Path> blobs() throws IOException {
    try (Stream<Path> all = Files.walk(storeDirectory)) {
      List<Path> blobs = all.filter(p -> p.endsWith("blob")).toList();
      assertFalse(blobs.isEmpty());
      return blobs;
    }
  }

  private static String md5(PackageEntry entry) throws IOException {
    return entry.kind() instanceof Kind.Regular(var content) ? content.md5() : "";
  }

  @Test
  void anotherDigestIsRefusedAndLeavesNothing() throws Exception {
    new BinhostFixture(binhost).add(foo()).write();
    LockedBinary binary;
    try (LocalStore store = store()) {
      binary = lockAll(store).values().iterator().next();
    }
    Session.delete(storeDirectory);
    Path file = binhost.resolve(binary.path());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 600] ^= 1;
    Files.write(file, bytes);
    try (LocalStore store = store()) {
      assertEquals(StoreCode.DIGEST_DIFFERS, problem(() -> open(store, binary)));
      Files.write(file, new byte[10]);
      assertEquals(StoreCode.SIZE_DIFFERS, problem(() -> open(store, binary)));
      Files.delete(file);
      assertEquals(StoreCode.PACKAGE_NOT_FOUND, problem(() -> open(store, binary)));
    }
    assertEquals(List.of(), files(storeDirectory));
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(f -> Files.isRegularFile(f) && !f.endsWith("prune.lock")).toList();
    }
  }

  @Test
  void everyProblemIsReportedAtOnce() throws Exception {
    new BinhostFixture(binhost)
        .add(foo(), new byte[] {1, 2, 3}, ".gpkg.tar")
        .add(PackageFixture.of("app-misc/bar", "1").file("x", "y"))
        .say("SLOT", "3")
        .add(PackageFixture.of("app-misc/baz", "1").file("x", "y"))
        .write();
    try (LocalStore store = store()) {
      List<Diagnostic> problems =
          assertThrows(UserErrorException.class, () -> lockAll(store)).diagnostics();
      assertEquals(
          List.of(StoreCode.INDEX_LIES, StoreCode.UNKNOWN_FORMAT),
          problems.stream().map(Diagnostic::code).toList());
    }
  }

  @Test
  void anIndexThatLiesIsCaught() throws Exception {
    for (var lie :
        Map.of(
                "CPV", "app-misc/foo-1.3",
                "SLOT", "0/2",
                "USE", "ssl debug amd64 elibc_glibc kernel_linux",
                "IUSE", "ssl",
                "REPO", "other",
                "CHOST", "aarch64-unknown-linux-gnu",
                "BUILD_ID", "7")
            .entrySet()) {
      new BinhostFixture(binhost).add(foo()).say(lie.getKey(), lie.getValue()).write();
      try (LocalStore store = store()) {
        assertEquals(StoreCode.INDEX_LIES, problem(() -> lockAll(store)), lie.getKey());
      }
    }
    new BinhostFixture(binhost).add(foo()).say("SHA1", "0".repeat(40)).write();
    try (LocalStore store = store()) {
      assertEquals(StoreCode.DIGEST_DIFFERS, problem(() -> lockAll(store)));
    }
    new BinhostFixture(binhost).add(foo()).say("PATH", "../foo.gpkg.tar").write();
    try (LocalStore store = store()) {
      assertEquals(StoreCode.OUTSIDE_BINHOST, problem(() -> lockAll(store)));
    }
  }

  @Test
  void aDamagedPackageOfTheStoreIsReplaced() throws Exception {
    new BinhostFixture(binhost).add(foo()).write();
    LockedBinary binary;
    try (LocalStore store = store()) {
      binary = lockAll(store).values().iterator().next();
    }
    for (Path file : files(storeDirectory.resolve("v1/packages"))) {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      try (LocalStore store = store()) {
        assertEquals("hello", text(entry(open(store, binary), "usr/bin/foo")));
      }
    }
  }

  @Test
  void whatDeadProcessesLeftIsClearedAway() throws Exception {
    Path tmp = Files.createDirectories(storeDirectory.resolve("v1/tmp"));
    Path left = Files.createDirectories(tmp.resolve("s123/p1"));
    Files.writeString(left.resolve("blob"), "half");
    Files.writeString(tmp.resolve("s123/abc.part"), "half");
    Files.writeString(tmp.resolve("s123.lock"), "");
    try (LocalStore store = store();
        LocalStore other = store()) {
      assertTrue(indexesFail(store) && indexesFail(other));
      assertFalse(Files.exists(tmp.resolve("s123")));
      assertTrue(Files.exists(storeDirectory.resolve("v1/downloads/abc.part")));
    }
    assertEquals(List.of(), files(tmp));
  }

  private boolean indexesFail(LocalStore store) {
    return problem(() -> indexes(store)) == StoreCode.BINHOST_UNREACHABLE;
  }

  @Test
  void devicesAndFifosAreRefused() throws Exception {
    PackageFixture device =
        foo().member(p -> dev.envc.store.testing.TarWriter.member(p + "dev/sda", '4').device(8, 0));
    new BinhostFixture(binhost).add(device).write();
    try (LocalStore store = store()) {
      assertEquals(StoreCode.SPECIAL_FILE, problem(() -> lockAll(store)));
    }
    PackageFixture fifo =
        foo().member(p -> dev.envc.store.testing.TarWriter.member(p + "run/fifo", '6'));
    new BinhostFixture(binhost).add(fifo).write();
    try (LocalStore store = store()) {
      assertEquals(StoreCode.SPECIAL_FILE, problem(() -> lockAll(store)));
    }
    new BinhostFixture(binhost).addXpak(fifo).write();
    try (LocalStore store = store()) {
      assertEquals(1, lockAll(store).size());
    }
  }

  @Test
  void aStoreThatIsAFileIsAProblemOfTheMachine() throws Exception {
    Files.writeString(storeDirectory, "");
    assertEquals(dev.envc.diagnostic.MachineCode.STORE_NOT_USABLE, problem(() -> store().close()));
  }
}
