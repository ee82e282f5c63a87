package dev.envc.store.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.StoreCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.store.binhost.BinhostIndex;
import dev.envc.store.local.LocalStore;
import dev.envc.store.local.StoreOptions;
import dev.envc.store.testing.BinhostFixture;
import dev.envc.store.testing.GpkgWriter;
import dev.envc.store.testing.PackageFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packages signed by GnuPG, as Portage signs them.
final class SignedPackagesToolTest {
  private static final String[] IN_2020 = {"--faked-system-time", "20200601T000000"};

  @TempDir static Path shared = Path.of("");
  @TempDir Path scratch;

  @BeforeAll
  static void keys() throws Exception {
    Gpg gpg = gpg();
    gpg.key("binhost@example.com", "10y");
    gpg.key("other@example.com", "never");
    gpg.key("revoked@example.com", "10y");
    gpg.key("old@example.com", "1y", "--faked-system-time", "20200101T000000");
  }

  @AfterAll
  static void agent() throws Exception {
    gpg().stop();
  }

  private static Gpg gpg() throws Exception {
    return new Gpg(shared.resolve("gnupg"));
  }

  private static PackageFixture foo() {
    return PackageFixture.of("app-misc/foo", "1.2").file("usr/bin/foo", "hello");
  }

  private static byte[] signed(PackageFixture fixture, String key, String... more)
      throws Exception {
    GpkgWriter writer = fixture.gpkgWriter();
    return writer.manifest(gpg().clearSign(writer.soundManifest(), key, more)).bytes();
  }

  private static TrustedKeys trusted(String... names) throws Exception {
    return TrustedKeys.parse(gpg().certificates(names)).orElseThrow();
  }

  /// Locks the one package of a binhost, and gives what is said of it.
  private List<Diagnostic> lock(byte[] file, Optional<TrustedKeys> keys) throws Exception {
    new BinhostFixture(scratch.resolve("binhost")).add(foo(), file, ".gpkg.tar").write();
    return lock(keys);
  }

  private List<Diagnostic> lock(Optional<TrustedKeys> keys) throws Exception {
    try (LocalStore store = LocalStore.open(scratch.resolve("store"), StoreOptions.of(scratch))) {
      List<BinhostIndex> indexes = store.indexes(List.of(store.location("main", "binhost")));
      var all =
          indexes.getFirst().packages().values().stream()
              .flatMap(v -> v.values().stream())
              .flatMap(List::stream)
              .toList();
      return store.lock(all, indexes, keys.map(k -> Map.of("main", k)).orElse(Map.of())).notes();
    }
  }

  private Diagnostic refused(byte[] file, TrustedKeys keys) {
    return assertThrows(UserErrorException.class, () -> lock(file, Optional.of(keys)))
        .diagnostics()
        .getFirst();
  }

  @Test
  void aTrustedSignatureIsEnough() throws Exception {
    byte[] file = signed(foo(), "binhost@example.com");
    assertEquals(List.of(), lock(file, Optional.of(trusted("binhost@example.com"))));
    assertEquals(
        List.of(), lock(file, Optional.of(trusted("other@example.com", "binhost@example.com"))));
  }

  @Test
  void withoutKeysASignatureIsMentioned() throws Exception {
    byte[] file = signed(foo(), "binhost@example.com");
    assertEquals(StoreCode.SIGNATURE_NOT_CHECKED, lock(file, Optional.empty()).getFirst().code());
    assertEquals(List.of(), lock(foo().gpkg(), Optional.empty()));
  }

  @Test
  void whatIsInTheStoreIsCheckedToo() throws Exception {
    lock(signed(foo(), "other@example.com"), Optional.empty());
    assertEquals(List.of(), lock(Optional.of(trusted("other@example.com"))));
    TrustedKeys keys = trusted("binhost@example.com");
    UserErrorException e = assertThrows(UserErrorException.class, () -> lock(Optional.of(keys)));
    assertEquals(StoreCode.BAD_SIGNATURE, e.diagnostics().getFirst().code());
  }

  @Test
  void anotherKeyDoesNotCount() throws Exception {
    Diagnostic d = refused(signed(foo(), "other@example.com"), trusted("binhost@example.com"));
    assertEquals(StoreCode.BAD_SIGNATURE, d.code());
    assertTrue(d.notes().toString().contains("None of the keys"), d.toString());
  }

  @Test
  void theSignatureOfAnotherPackageDoesNotCount() throws Exception {
    GpkgWriter genuine = foo().gpkgWriter();
    String signed = gpg().clearSign(genuine.soundManifest(), "binhost@example.com");
    GpkgWriter forged = foo().file("usr/bin/more", "evil").gpkgWriter();
    String[] parts = signed.split("(?=-----BEGIN PGP SIGNATURE-----)", -1);
    String head = parts[0].substring(0, parts[0].indexOf("\n\n") + 2);
    Diagnostic d =
        refused(
            forged.manifest(head + forged.soundManifest() + parts[1]).bytes(),
            trusted("binhost@example.com"));
    assertEquals(StoreCode.BAD_SIGNATURE, d.code());
    assertTrue(d.notes().toString().contains("not of this content"), d.toString());
  }

  @Test
  void unsignedPackagesAreRefused() throws Exception {
    assertEquals(
        StoreCode.NOT_SIGNED, refused(foo().gpkg(), trusted("binhost@example.com")).code());
    assertEquals(
        StoreCode.NOT_SIGNED, refused(foo().xpak(), trusted("binhost@example.com")).code());
  }

  @Test
  void aKeyThatExpiredLaterStillCounts() throws Exception {
    byte[] file = signed(foo(), "old@example.com", IN_2020);
    assertEquals(List.of(), lock(file, Optional.of(trusted("old@example.com"))));
  }

  @Test
  void aRevokedKeyDoesNotCount() throws Exception {
    byte[] file = signed(foo(), "revoked@example.com");
    TrustedKeys before = trusted("revoked@example.com");
    gpg().revoke("revoked@example.com");
    assertEquals(StoreCode.BAD_SIGNATURE, refused(file, trusted("revoked@example.com")).code());
    assertEquals(List.of(), lock(file, Optional.of(before)));
  }

  @Test
  void whatHoldsNoCertificateIsNoKeys() {
    for (String text : List.of("", "rubbish", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n")) {
      assertTrue(TrustedKeys.parse(text.getBytes(StandardCharsets.UTF_8)).isEmpty(), text);
    }
  }
}
