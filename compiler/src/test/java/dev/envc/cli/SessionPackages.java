package dev.envc.cli;

import dev.envc.store.testing.BinhostFixture;
import dev.envc.store.testing.Compression;
import dev.envc.store.testing.GpkgWriter;
import dev.envc.store.testing.PackageFixture;
import dev.envc.store.testing.PackageFixture.TarWriterMember;
import dev.envc.store.testing.TarWriter;
import dev.envc.store.testing.XpakWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Binary packages of the small tree of the sessions, sound and hostile, in a binhost.
final class SessionPackages {
  private static final byte[] DATA = "data".getBytes(StandardCharsets.UTF_8);

  private SessionPackages() {}

  /// Writes a binhost with dev-libs/openssl-3.0, which is what the kind says.
  static void write(Path directory, String kind) throws IOException {
    var binhost = new BinhostFixture(directory);
    switch (kind) {
      case "size" -> binhost.add(openssl()).say("SIZE", "7");
      case "digest" -> binhost.add(openssl()).say("SHA1", "0".repeat(40));
      case "metadata" -> binhost.add(openssl().metadata("BUILD_ID", "7")).say("BUILD_ID", "1");
      case "flags" -> binhost.add(openssl().use("ssl"));
      case "outside" -> binhost.add(openssl()).say("PATH", "../openssl-3.0-1.gpkg.tar");
      case "nothing-known" -> binhost.add(openssl()).say("SLOT", "0/3 x");
      case "umask" -> binhost.add(closed());
      case "collision" ->
          binhost.add(openssl().file("usr/bin/git", "other")).add(git().file("usr/bin/git", "git"));
      default -> binhost.add(openssl(), hostile(kind), ".gpkg.tar");
    }
    binhost.write();
    if (kind.equals("gone")) {
      Files.delete(directory.resolve("dev-libs/openssl/openssl-3.0-1.gpkg.tar"));
    }
  }

  private static byte[] hostile(String kind) {
    byte[] sound = openssl().gpkg();
    return switch (kind) {
      case "sound", "gone" -> sound;
      case "text" -> "<html>".getBytes(StandardCharsets.UTF_8);
      case "no-image" -> writer(w -> w.without("image.tar"));
      case "other-manifest" ->
          writer(w -> w.manifest(w.soundManifest().replaceAll("SHA512 [0-9a-f]{3}", "SHA512 000")));
      case "cut" -> {
        byte[] image = openssl().image("image/");
        yield writer(w -> w.member("image.tar", Arrays.copyOf(image, image.length - 1300)));
      }
      case "damaged" -> {
        byte[] packed = Compression.GZIP.pack(openssl().image("image/"));
        Arrays.fill(packed, packed.length / 2, packed.length / 2 + 20, (byte) 0xff);
        yield writer(w -> w.without("image.tar").member("image.tar.gz", packed));
      }
      case "bad-owner" -> image(TarWriterMember.file("a", DATA).with(m -> m.owner(1L << 40, 0)));
      case "dots" -> image(TarWriterMember.file("../evil", DATA));
      case "through-link" ->
          image(TarWriterMember.symlink("lib", "/etc"), TarWriterMember.file("lib/x", DATA));
      case "hard-link" -> image(TarWriterMember.hardlink("a", "absent"));
      case "twice" -> image(TarWriterMember.file("a", DATA), TarWriterMember.file("a", DATA));
      case "fifo" -> image(p -> TarWriter.member(p + "pipe", '6'));
      case "huge" -> image(TarWriterMember.file("a", DATA).with(m -> m.statedSize(1L << 50)));
      case "lzip" ->
          XpakWriter.of(
              "LZIP\1 whatever".getBytes(StandardCharsets.UTF_8),
              XpakWriter.part(new java.util.TreeMap<>()));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static PackageFixture openssl() {
    return PackageFixture.of("dev-libs/openssl", "3.0")
        .metadata("repository", "small")
        .slot("0/3")
        .compression(Compression.NONE)
        .iuse("ssl static-libs")
        .file("usr/lib/libssl.so.3", "a library");
  }

  /// Built with a umask of 077: its files are open, the directories on the way to them are not.
  private static PackageFixture closed() {
    return openssl()
        .member(directory("usr/lib"))
        .member(directory("usr/lib/engines"))
        .file("usr/lib/engines/afalg.so", "an engine")
        .file("usr/bin/openssl", "a program");
  }

  private static TarWriterMember directory(String path) {
    return TarWriterMember.directory(path).with(m -> m.mode(0700));
  }

  private static PackageFixture git() {
    return PackageFixture.of("dev-vcs/git", "2.40")
        .metadata("repository", "small")
        .metadata("RDEPEND", "dev-libs/openssl:0/3=")
        .iuse("nls python_targets_python3_11 python_targets_python3_12")
        .compression(Compression.NONE)
        .use("python_targets_python3_11");
  }

  private static byte[] image(TarWriterMember... members) {
    PackageFixture openssl = openssl();
    for (TarWriterMember m : members) {
      openssl.member(m);
    }
    return openssl.gpkg();
  }

  private static byte[] writer(UnaryOperator<GpkgWriter> change) {
    return change.apply(openssl().gpkgWriter()).bytes();
  }
}
