package dev.envc.store.testing;

import dev.envc.store.testing.TarWriter.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A binary package for tests: metadata as Portage writes it, and an image.
///
/// ```java
/// byte[] gpkg = PackageFixture.of("app-misc/foo", "1.2").use("ssl").file("usr/bin/foo", "hello").gpkg();
/// ```
public final class PackageFixture {
  private final String category;
  private final String pf;
  private final TreeMap<String, byte[]> metadata = new TreeMap<>();
  private final List<TarWriterMember> image = new ArrayList<>();
  private Compression compression = Compression.ZSTD;

  private PackageFixture(String category, String pf) {
    this.category = category;
    this.pf = pf;
    metadata("CATEGORY", category);
    metadata("PF", pf);
    metadata("EAPI", "8");
    metadata("SLOT", "0");
    metadata("repository", "test");
    metadata("CHOST", "x86_64-pc-linux-gnu");
    metadata("KEYWORDS", "amd64");
    metadata("IUSE", "");
    metadata("USE", "amd64 elibc_glibc kernel_linux");
    metadata("BUILD_ID", "1");
    metadata("BUILD_TIME", "1700000000");
  }

  /// @param name `cat/pkg`
  /// @param version `1.2-r1`
  public static PackageFixture of(String name, String version) {
    String[] parts = name.split("/", 2);
    return new PackageFixture(parts[0], parts[1] + "-" + version);
  }

  public String cpv() {
    return category + "/" + pf;
  }

  public String pf() {
    return pf;
  }

  /// A metadata file; a line end is added.
  public PackageFixture metadata(String name, String value) {
    metadata.put(name, (value + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public SortedMap<String, byte[]> metadata() {
    return metadata;
  }

  public String value(String name) {
    byte[] value = metadata.getOrDefault(name, new byte[0]);
    return new String(value, StandardCharsets.UTF_8).strip();
  }

  public PackageFixture slot(String slot) {
    return metadata("SLOT", slot);
  }

  public PackageFixture iuse(String flags) {
    return metadata("IUSE", flags);
  }

  /// The flags that are on, beside those every package of amd64 has.
  public PackageFixture use(String flags) {
    return metadata("USE", (flags + " amd64 elibc_glibc kernel_linux").strip());
  }

  public PackageFixture compression(Compression value) {
    compression = value;
    return this;
  }

  public PackageFixture file(String path, String content) {
    return member(TarWriterMember.file(path, content.getBytes(StandardCharsets.UTF_8)));
  }

  public PackageFixture file(String path, byte[] content) {
    return member(TarWriterMember.file(path, content));
  }

  public PackageFixture directory(String path) {
    return member(TarWriterMember.directory(path));
  }

  public PackageFixture symlink(String path, String target) {
    return member(TarWriterMember.symlink(path, target));
  }

  /// @param target a path of the image
  public PackageFixture hardlink(String path, String target) {
    return member(TarWriterMember.hardlink(path, target));
  }

  /// Any member: the function gets the prefix of paths, `image/` or `./`.
  public PackageFixture member(TarWriterMember member) {
    image.add(member);
    return this;
  }

  /// Makes a tar member, given the prefix its paths have in the format.
  public interface TarWriterMember {
    Member at(String prefix);

    static TarWriterMember file(String path, byte[] data) {
      return p -> TarWriter.file(p + path, data);
    }

    static TarWriterMember directory(String path) {
      return p -> TarWriter.directory(p + path + "/");
    }

    static TarWriterMember symlink(String path, String target) {
      return p -> TarWriter.symlink(p + path, target);
    }

    static TarWriterMember hardlink(String path, String target) {
      return p -> TarWriter.hardlink(p + path, p + target);
    }

    /// The member with its fields changed: mode, owner, time, attributes.
    default TarWriterMember with(UnaryOperator<Member> change) {
      return p -> change.apply(at(p));
    }
  }

  /// The image as a tar with paths below `prefix`.
  public byte[] image(String prefix) {
    var tar = new TarWriter().add(TarWriter.directory(prefix));
    image.forEach(member -> tar.add(member.at(prefix)));
    return tar.end();
  }

  public byte[] gpkg() {
    return gpkgWriter().bytes();
  }

  public GpkgWriter gpkgWriter() {
    return GpkgWriter.of(pf + "-1", metadata, image("image/"), compression);
  }

  public byte[] xpak() {
    return XpakWriter.of(metadata, image("./"), compression);
  }
}
