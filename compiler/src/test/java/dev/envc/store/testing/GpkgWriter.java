package dev.envc.store.testing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Writes gpkg files (GLEP 78). [#of] makes a sound one; a test changes [#members] or the
/// [#manifest] to make it unsound.
public final class GpkgWriter {
  private final String directory;
  private final Map<String, byte[]> members = new LinkedHashMap<>();
  private Optional<String> manifest = Optional.empty();

  public GpkgWriter(String directory) {
    this.directory = directory;
  }

  /// A package of metadata files and a tar of the image, whose members are below `image/`.
  public static GpkgWriter of(
      String directory,
      SortedMap<String, byte[]> metadata,
      byte[] imageTar,
      Compression compression) {
    var tar = new TarWriter();
    metadata.forEach((name, bytes) -> tar.add(TarWriter.file("metadata/" + name, bytes)));
    return new GpkgWriter(directory)
        .member("gpkg-1", new byte[0])
        .member("metadata.tar" + compression.extension(), compression.pack(tar.end()))
        .member("image.tar" + compression.extension(), compression.pack(imageTar));
  }

  public GpkgWriter member(String name, byte[] data) {
    members.put(name, data);
    return this;
  }

  public GpkgWriter without(String name) {
    members.remove(name);
    return this;
  }

  public GpkgWriter manifest(String text) {
    manifest = Optional.of(text);
    return this;
  }

  /// The Manifest that fits the members.
  public String soundManifest() {
    var lines = new StringBuilder();
    members.forEach(
        (name, data) ->
            lines.append(
                String.format(
                    java.util.Locale.ROOT,
                    "DATA %s %d SHA512 %s%n",
                    name,
                    data.length,
                    HexFormat.of().formatHex(Hash.sha512(data)))));
    return lines.toString();
  }

  public byte[] bytes() {
    var tar = new TarWriter(TarWriter.LongNames.GNU);
    members.forEach((name, data) -> tar.add(TarWriter.file(directory + "/" + name, data)));
    byte[] text = manifest.orElseGet(this::soundManifest).getBytes(StandardCharsets.UTF_8);
    return tar.add(TarWriter.file(directory + "/Manifest", text)).end();
  }
}
