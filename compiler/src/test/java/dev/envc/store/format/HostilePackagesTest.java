package dev.envc.store.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.StoreCode;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.FileTime;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.PosixName;
import dev.envc.store.testing.Compression;
import dev.envc.store.testing.GpkgWriter;
import dev.envc.store.testing.MemorySink;
import dev.envc.store.testing.PackageFixture;
import dev.envc.store.testing.TarWriter;
import dev.envc.store.testing.TarWriter.LongNames;
import dev.envc.store.testing.XpakWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HostilePackagesTest {
  private static final byte[] DATA = "data".getBytes(StandardCharsets.UTF_8);

  @TempDir Path scratch;

  private UnpackedPackage read(byte[] file, Limits limits) throws IOException, BadPackageException {
    Path path = Files.write(scratch.resolve("package"), file);
    try (FileChannel channel = FileChannel.open(path)) {
      return new PackageReader(limits).read(channel, new MemorySink());
    }
  }

  private UnpackedPackage read(byte[] file) throws IOException, BadPackageException {
    return read(file, Limits.DEFAULT);
  }

  private StoreCode problem(byte[] file) {
    return problem(file, Limits.DEFAULT);
  }

  private StoreCode problem(byte[] file, Limits limits) {
    return assertThrows(BadPackageException.class, () -> read(file, limits)).code();
  }

  /// An xpak around an image.
  private static byte[] image(UnaryOperator<TarWriter> members) {
    return image(new TarWriter(), members);
  }

  private static byte[] image(TarWriter tar, UnaryOperator<TarWriter> members) {
    return XpakWriter.of(new TreeMap<>(), members.apply(tar).end(), Compression.NONE);
  }

  private PackageEntry entry(byte[] file, String path) throws IOException, BadPackageException {
    return read(file).entries().stream()
        .filter(e -> e.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] bytes(PackageEntry entry) throws IOException {
    assertTrue(entry.kind() instanceof Kind.Regular);
    try (InputStream in = ((Kind.Regular) entry.kind()).content().open()) {
      return in.readAllBytes();
    }
  }

  @Test
  void unsafePaths() {
    for (String name :
        List.of(
            "../evil",
            "./a/../../evil",
            "a/..",
            "/etc/passwd",
            "a\nb",
            "a\rb",
            "x/" + "n".repeat(256),
            "d/".repeat(2100) + "f")) {
      assertEquals(
          StoreCode.UNSAFE_PATH, problem(image(t -> t.add(TarWriter.file(name, DATA)))), name);
    }
    assertEquals(
        StoreCode.UNSAFE_PATH,
        problem(
            image(t -> t.add(TarWriter.file("a", DATA).pax("path", new byte[] {'a', 0, 'b'})))));
    assertEquals(StoreCode.UNSAFE_PATH, problem(image(t -> t.add(TarWriter.symlink("a", "x\ny")))));
    assertEquals(StoreCode.UNSAFE_PATH, problem(image(t -> t.add(TarWriter.symlink("a", "")))));
    PackageFixture fixture = PackageFixture.of("a/b", "1");
    assertEquals(
        StoreCode.UNSAFE_PATH,
        problem(fixture.member(_ -> TarWriter.file("other/x", DATA)).gpkg()));
  }

  @Test
  void nothingLeadsThroughALink() {
    assertEquals(
        StoreCode.PARENT_NOT_DIRECTORY,
        problem(
            image(
                t ->
                    t.add(TarWriter.symlink("./lib", "/etc"))
                        .add(TarWriter.file("./lib/passwd", DATA)))));
    assertEquals(
        StoreCode.PARENT_NOT_DIRECTORY,
        problem(image(t -> t.add(TarWriter.file("a", DATA)).add(TarWriter.file("a/b/c", DATA)))));
  }

  @Test
  void hardlinks() throws Exception {
    assertEquals(
        StoreCode.UNSAFE_HARDLINK, problem(image(t -> t.add(TarWriter.hardlink("a", "absent")))));
    assertEquals(
        StoreCode.UNSAFE_HARDLINK,
        problem(image(t -> t.add(TarWriter.hardlink("a", "b")).add(TarWriter.file("b", DATA)))));
    assertEquals(
        StoreCode.UNSAFE_PATH,
        problem(image(t -> t.add(TarWriter.hardlink("a", "../../etc/shadow")))));
    assertEquals(
        StoreCode.UNSAFE_HARDLINK,
        problem(image(t -> t.add(TarWriter.directory("d/")).add(TarWriter.hardlink("a", "d")))));
    assertEquals(
        StoreCode.BAD_TAR,
        problem(
            image(
                t ->
                    t.add(TarWriter.file("f", DATA))
                        .add(TarWriter.hardlink("a", "f").data(DATA)))));
    byte[] chain =
        image(
            t ->
                t.add(TarWriter.file("f", DATA).mode(04755).owner(1, 2))
                    .add(TarWriter.hardlink("g", "./f"))
                    .add(TarWriter.hardlink("h", "g"))
                    .add(TarWriter.symlink("s", "f"))
                    .add(TarWriter.hardlink("s2", "s")));
    assertEquals(new Kind.Hardlink("f"), entry(chain, "h").kind());
    assertEquals(04755, entry(chain, "h").mode());
    assertEquals(2, entry(chain, "h").gid());
    assertEquals(new Kind.Symlink("f"), entry(chain, "s2").kind());
  }

  @Test
  void duplicatesAndImpliedDirectories() throws Exception {
    assertEquals(
        StoreCode.DUPLICATE_ENTRY,
        problem(image(t -> t.add(TarWriter.file("a", DATA)).add(TarWriter.file("./a", DATA)))));
    assertEquals(
        StoreCode.DUPLICATE_ENTRY,
        problem(
            image(t -> t.add(TarWriter.file("a/b", DATA)).add(TarWriter.symlink("a", "/etc")))));
    assertEquals(
        StoreCode.DUPLICATE_ENTRY,
        problem(
            image(
                t ->
                    t.add(TarWriter.directory("a").mode(0700))
                        .add(TarWriter.directory("a").mode(0777)))));
    byte[] late =
        image(
            t ->
                t.add(TarWriter.file("a/b/c", DATA))
                    .add(TarWriter.directory("a/").mode(0750).owner(3, 4)));
    assertEquals(
        List.of("a", "a/b", "a/b/c"),
        read(late).entries().stream().map(PackageEntry::path).toList());
    assertEquals(0750, entry(late, "a").mode());
    assertEquals(0755, entry(late, "a/b").mode());
  }

  @Test
  void numbersAndHeadersThatAreWrong() {
    byte[] sound = image(t -> t.add(TarWriter.file("a", DATA)));
    byte[] sum = sound.clone();
    sum[0] ^= 1;
    assertEquals(StoreCode.BAD_TAR, problem(sum));
    assertEquals(
        StoreCode.BAD_TAR,
        problem(image(t -> t.add(TarWriter.file("a", DATA).pax("mtime", "soon")))));
    assertEquals(
        StoreCode.BAD_TAR, problem(image(t -> t.add(TarWriter.file("a", DATA).pax("size", "-1")))));
    assertEquals(
        StoreCode.BAD_TAR, problem(image(t -> t.add(TarWriter.file("a", DATA).owner(-5, 0)))));
    assertEquals(
        StoreCode.BAD_TAR,
        problem(image(t -> t.add(TarWriter.file("a", DATA).owner(1L << 40, 0)))));
    assertEquals(StoreCode.BAD_TAR, problem(image(t -> t.add(TarWriter.member("a", 'Z')))));
    assertEquals(
        StoreCode.BAD_TAR,
        problem(
            image(
                t ->
                    t.add(
                        TarWriter.member("a", 'x')
                            .data("9 a=b\n\n".getBytes(StandardCharsets.UTF_8))))));
    assertEquals(
        StoreCode.BAD_TAR,
        problem(
            image(
                t ->
                    t.add(TarWriter.file("a", DATA))
                        .raw(new byte[1024])
                        .add(TarWriter.file("b", DATA)))));
    assertEquals(
        StoreCode.TOO_BIG,
        problem(image(t -> t.add(TarWriter.file("a", DATA).statedSize(1L << 50)))));
    assertEquals(
        StoreCode.TOO_BIG,
        problem(image(t -> t.add(TarWriter.member("a", 'x').statedSize(1L << 30)))));
    assertEquals(
        StoreCode.TRUNCATED,
        problem(image(t -> t.add(TarWriter.file("a", DATA).statedSize(1 << 20)))));
    assertEquals(
        StoreCode.TRUNCATED,
        problem(
            XpakWriter.of(
                new TarWriter().add(TarWriter.file("a", DATA)).unfinished(),
                XpakWriter.part(new TreeMap<>()))));
  }

  @Test
  void bombs() {
    var limits = new Limits(1 << 20, 20, 1 << 16, 100, 1 << 16, 1 << 12);
    byte[] zeros = new byte[300_000];
    for (Compression c :
        List.of(Compression.ZSTD, Compression.XZ, Compression.GZIP, Compression.BZIP2)) {
      byte[] tar = new TarWriter().add(TarWriter.file("a", zeros)).end();
      assertEquals(
          StoreCode.TOO_BIG, problem(XpakWriter.of(new TreeMap<>(), tar, c), limits), c.name());
      assertEquals(
          StoreCode.TOO_BIG,
          problem(PackageFixture.of("a/b", "1").file("a", zeros).compression(c).gpkg(), limits),
          c.name());
    }
    assertEquals(
        StoreCode.TOO_BIG,
        problem(image(t -> t.add(TarWriter.file("a", new byte[(1 << 20) + 1]))), limits));
    assertEquals(
        StoreCode.TOO_BIG,
        problem(
            image(
                t -> {
                  for (int i = 0; i <= 100; i++) {
                    t.add(TarWriter.file("f" + i, DATA));
                  }
                  return t;
                }),
            limits));
    assertEquals(
        StoreCode.TOO_BIG,
        problem(
            image(
                t ->
                    t.add(
                        TarWriter.file("s", DATA)
                            .pax("GNU.sparse.map", "0,4")
                            .pax("GNU.sparse.size", String.valueOf(1L << 50))))));
    assertEquals(
        StoreCode.TOO_BIG,
        problem(
            PackageFixture.of("a/b", "1").metadata("environment", "x".repeat(70_000)).gpkg(),
            limits));
  }

  @Test
  void sparseFiles() throws Exception {
    byte[] parts = "headtail".getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[100_000];
    System.arraycopy(parts, 0, whole, 0, 4);
    System.arraycopy(parts, 4, whole, 50_000, 4);
    byte[] map01 =
        image(
            t ->
                t.add(
                    TarWriter.file("x", parts)
                        .pax("GNU.sparse.map", "0,4,50000,4,100000,0")
                        .pax("GNU.sparse.size", "100000")
                        .pax("GNU.sparse.name", "s")));
    assertArrayEquals(whole, bytes(entry(map01, "s")));
    byte[] lines = Arrays.copyOf("2\n0\n4\n50000\n4\n".getBytes(StandardCharsets.UTF_8), 512 + 8);
    System.arraycopy(parts, 0, lines, 512, 8);
    byte[] map10 =
        image(
            t ->
                t.add(
                    TarWriter.file("x", lines)
                        .pax("GNU.sparse.major", "1")
                        .pax("GNU.sparse.minor", "0")
                        .pax("GNU.sparse.realsize", "100000")
                        .pax("GNU.sparse.name", "s")));
    assertArrayEquals(whole, bytes(entry(map10, "s")));
    for (String bad : List.of("0,5", "4,4,0,4", "0,4,99999,4", "0,4,1", "-1,8")) {
      assertEquals(
          StoreCode.BAD_TAR,
          problem(
              image(
                  t ->
                      t.add(
                          TarWriter.file("x", parts)
                              .pax("GNU.sparse.map", bad)
                              .pax("GNU.sparse.size", "100000")))),
          bad);
    }
  }

  @ParameterizedTest
  @EnumSource(LongNames.class)
  void longOddAndExactThings(LongNames form) throws Exception {
    String deep = "d".repeat(120) + "/" + "n".repeat(200);
    String target = "t".repeat(300);
    String latin1 = PosixName.decode(new byte[] {'c', 'a', 'f', (byte) 0xe9});
    byte[] capability = {1, 0, 0, 2, (byte) 0x80, 0, 10, (byte) 0xff};
    byte[] file =
        image(
            new TarWriter(form),
            t ->
                t.add(TarWriter.file(deep, DATA))
                    .add(TarWriter.symlink("link", target))
                    .add(TarWriter.file(latin1, DATA))
                    .add(TarWriter.file("big-ids", DATA).owner(3_000_000_000L, 4_000_000_000L))
                    .add(TarWriter.file("old", DATA).mtime(-86_400))
                    .add(TarWriter.file("half", DATA).pax("mtime", "-0.5"))
                    .add(TarWriter.file("nanos", DATA).pax("mtime", "1580702645.123456789123"))
                    .add(TarWriter.file("cap", DATA).xattr("security.capability", capability))
                    .add(TarWriter.directory("tmp/").mode(01777)));
    assertArrayEquals(DATA, bytes(entry(file, deep)));
    assertEquals(new Kind.Symlink(target), entry(file, "link").kind());
    assertArrayEquals(
        new byte[] {'c', 'a', 'f', (byte) 0xe9}, PosixName.encode(entry(file, latin1).path()));
    assertEquals(3_000_000_000L, entry(file, "big-ids").uid());
    assertEquals(4_000_000_000L, entry(file, "big-ids").gid());
    assertEquals(new FileTime(-86_400, 0), entry(file, "old").time());
    assertEquals(new FileTime(-1, 500_000_000), entry(file, "half").time());
    assertEquals(new FileTime(1_580_702_645, 123_456_789), entry(file, "nanos").time());
    assertArrayEquals(capability, entry(file, "cap").xattrs().get("security.capability"));
    assertEquals(01777, entry(file, "tmp").mode());
  }

  private static PackageFixture sound() {
    return PackageFixture.of("app-misc/foo", "1").file("usr/bin/foo", "hello");
  }

  private StoreCode gpkg(UnaryOperator<GpkgWriter> change) {
    return problem(change.apply(sound().gpkgWriter()).bytes());
  }

  @Test
  void gpkgContainers() throws Exception {
    assertEquals(3, read(sound().gpkg()).entries().size());
    assertEquals(StoreCode.BROKEN_CONTAINER, gpkg(w -> w.without("gpkg-1")));
    assertEquals(StoreCode.BROKEN_CONTAINER, gpkg(w -> w.without("image.tar.zst")));
    assertEquals(StoreCode.BROKEN_CONTAINER, gpkg(w -> w.without("metadata.tar.zst")));
    assertEquals(StoreCode.UNSAFE_PATH, gpkg(w -> w.member("../../gpkg-2/x", DATA)));
    assertEquals(StoreCode.BROKEN_CONTAINER, gpkg(w -> w.member("sub/x", DATA)));
    assertEquals(
        StoreCode.BROKEN_CONTAINER,
        gpkg(w -> w.member("Manifest", w.soundManifest().getBytes(StandardCharsets.UTF_8))));
    assertEquals(
        StoreCode.MANIFEST_DIFFERS, gpkg(w -> w.manifest(w.soundManifest()).member("extra", DATA)));
    assertEquals(
        StoreCode.MANIFEST_DIFFERS,
        gpkg(w -> w.manifest(w.soundManifest().replaceAll("SHA512 [0-9a-f]{3}", "SHA512 000"))));
    assertEquals(
        StoreCode.MANIFEST_DIFFERS,
        gpkg(w -> w.manifest(w.soundManifest().replace("SHA512", "SHA3"))));
    assertEquals(
        StoreCode.MANIFEST_DIFFERS,
        gpkg(w -> w.manifest(w.soundManifest().replaceAll("(image\\S+) \\d+", "$1 1"))));
    assertEquals(StoreCode.MANIFEST_DIFFERS, gpkg(w -> w.manifest("rubbish\n")));
    assertEquals(StoreCode.MANIFEST_DIFFERS, gpkg(w -> w.manifest("")));
  }

  @Test
  void aClearSignedManifestIsKept() throws Exception {
    GpkgWriter signed = sound().gpkgWriter().member("image.tar.zst.sig", DATA);
    String manifest = clearSigned(signed.soundManifest());
    assertEquals(
        manifest,
        new String(
            read(signed.manifest(manifest).bytes()).signedManifest().orElseThrow(),
            StandardCharsets.UTF_8));
  }

  @Test
  void whatStandsOutsideOfASignatureIsRefused() throws Exception {
    GpkgWriter signed = sound().gpkgWriter();
    String good = clearSigned(signed.soundManifest());
    for (String bad :
        List.of(
            good + "DATA more 0 SHA512 00\n",
            "\n" + good,
            good.replace("Hash: SHA512", "Hash: SHA512\nDATA more 0 SHA512 00"),
            good.replace("-----END PGP SIGNATURE-----\n", ""),
            good.replace("DATA gpkg-1", "-DATA gpkg-1"),
            good + good)) {
      assertEquals(StoreCode.MANIFEST_DIFFERS, gpkg(w -> w.manifest(bad)), bad);
    }
  }

  private static String clearSigned(String text) {
    return "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n"
        + text
        + "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n";
  }

  @Test
  void truncatedAnywhereIsNeverAccepted() {
    for (byte[] whole :
        List.of(sound().gpkg(), sound().xpak(), sound().compression(Compression.BZIP2).xpak())) {
      for (int length = 0; length < whole.length - 1024; length += 97) {
        byte[] cut = Arrays.copyOf(whole, length);
        StoreCode code = problem(cut);
        assertTrue(
            code == StoreCode.TRUNCATED
                || code == StoreCode.UNKNOWN_FORMAT
                || code == StoreCode.BROKEN_CONTAINER,
            () -> cut.length + ": " + code);
      }
    }
  }

  @Test
  void damagedAnywhereIsNeverABug() throws Exception {
    for (byte[] whole :
        List.of(
            sound().gpkg(),
            sound().compression(Compression.XZ).gpkg(),
            sound().compression(Compression.GZIP).xpak(),
            sound().compression(Compression.BZIP2).xpak(),
            sound().compression(Compression.LZ4).xpak(),
            sound().xpak())) {
      for (int at = 0; at < whole.length; at += 7) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) (1 << (at % 8));
        try {
          read(damaged);
        } catch (BadPackageException e) {
          assertTrue(e.message().endsWith("."), e.message());
        }
      }
    }
  }

  @Test
  void xpakMetadataThatPointsOutside() {
    byte[] tar = new TarWriter().end();
    for (int[] numbers : new int[][] {{100, 0, 4}, {1, -1, 4}, {1, 0, 5}, {0, 0, 0}, {-1, 0, 1}}) {
      byte[] index =
          java.nio.ByteBuffer.allocate(13)
              .putInt(numbers[0])
              .put((byte) 'A')
              .putInt(numbers[1])
              .putInt(numbers[2])
              .array();
      assertEquals(
          StoreCode.BROKEN_CONTAINER, problem(XpakWriter.of(tar, XpakWriter.part(index, DATA))));
    }
    TreeMap<String, byte[]> evil = new TreeMap<>();
    evil.put("../../etc/passwd", DATA);
    assertEquals(StoreCode.UNSAFE_PATH, problem(XpakWriter.of(evil, tar, Compression.NONE)));
  }

  @Test
  void unknownThings() {
    assertEquals(StoreCode.UNKNOWN_FORMAT, problem(new byte[0]));
    assertEquals(StoreCode.UNKNOWN_FORMAT, problem("<html>".getBytes(StandardCharsets.UTF_8)));
    byte[] lzip = "LZIP\1 whatever".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        StoreCode.UNSUPPORTED_COMPRESSION,
        problem(XpakWriter.of(lzip, XpakWriter.part(new TreeMap<>()))));
  }
}
