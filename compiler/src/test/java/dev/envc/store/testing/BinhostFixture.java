package dev.envc.store.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A binhost in a directory: package files and the `Packages` that Portage would write for them.
///
/// ```java
/// new BinhostFixture(dir).add(PackageFixture.of("app-misc/foo", "1.2").file("etc/foo", "x")).write();
/// ```
public final class BinhostFixture {
  /// Metadata files that Portage copies into its index, with the key they have there.
  private static final Map<String, String> KEYS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("BUILD_ID", "BUILD_ID"),
              Map.entry("BUILD_TIME", "BUILD_TIME"),
              Map.entry("CHOST", "CHOST"),
              Map.entry("DEPEND", "DEPEND"),
              Map.entry("EAPI", "EAPI"),
              Map.entry("IUSE", "IUSE"),
              Map.entry("KEYWORDS", "KEYWORDS"),
              Map.entry("LICENSE", "LICENSE"),
              Map.entry("PDEPEND", "PDEPEND"),
              Map.entry("PROVIDES", "PROVIDES"),
              Map.entry("RDEPEND", "RDEPEND"),
              Map.entry("REQUIRES", "REQUIRES"),
              Map.entry("SLOT", "SLOT"),
              Map.entry("USE", "USE"),
              Map.entry("repository", "REPO")));

  private final Path directory;
  private final TreeMap<String, String> header = new TreeMap<>();
  private final List<TreeMap<String, String>> entries = new ArrayList<>();

  public BinhostFixture(Path directory) {
    this.directory = directory;
    header.put("ARCH", "amd64");
    header.put("CHOST", "x86_64-pc-linux-gnu");
    header.put("TIMESTAMP", "1700000000");
    header.put("USE_EXPAND_VALUES_ARCH", "amd64 arm arm64 x86");
    header.put("VERSION", "0");
  }

  public Path directory() {
    return directory;
  }

  public BinhostFixture header(String key, String value) {
    header.put(key, value);
    return this;
  }

  /// Adds a package as gpkg, and its entry.
  public BinhostFixture add(PackageFixture fixture) throws IOException {
    return add(fixture, fixture.gpkg(), ".gpkg.tar");
  }

  /// Adds a package as xpak, and its entry.
  public BinhostFixture addXpak(PackageFixture fixture) throws IOException {
    return add(fixture, fixture.xpak(), ".xpak");
  }

  /// Adds any bytes as the file of a package.
  public BinhostFixture add(PackageFixture fixture, byte[] file, String extension)
      throws IOException {
    String[] name = fixture.cpv().split("/", 2);
    String pn = name[1].replaceFirst("-[0-9].*", "");
    String path = name[0] + "/" + pn + "/" + name[1] + "-" + fixture.value("BUILD_ID") + extension;
    Files.createDirectories(directory.resolve(path).getParent());
    Files.write(directory.resolve(path), file);
    var entry = new TreeMap<String, String>();
    KEYS.forEach(
        (file2, key) -> {
          String value = fixture.value(file2);
          if (!value.isEmpty()) {
            entry.put(key, value);
          }
        });
    entry.put("CPV", fixture.cpv());
    entry.put("PATH", path);
    entry.put("SIZE", String.valueOf(file.length));
    entry.put("MD5", Hash.md5(file));
    entry.put("SHA1", Hash.sha1(file));
    entries.add(entry);
    return this;
  }

  /// Changes the entry that was added last, to make it lie; a null-like empty value removes a key.
  public BinhostFixture say(String key, String value) {
    if (value.isEmpty()) {
      entries.getLast().remove(key);
    } else {
      entries.getLast().put(key, value);
    }
    return this;
  }

  /// The text of `Packages`.
  public String index() {
    header.put("PACKAGES", String.valueOf(entries.size()));
    var text = new StringBuilder();
    block(text, header);
    entries.forEach(e -> block(text, e));
    return text.toString();
  }

  private static void block(StringBuilder text, Map<String, String> fields) {
    fields.forEach((k, v) -> text.append(k).append(": ").append(v).append('\n'));
    text.append('\n');
  }

  /// Writes `Packages`.
  public BinhostFixture write() throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve("Packages"), index().getBytes(StandardCharsets.UTF_8));
    return this;
  }
}
