package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import dev.envc.lock.BinaryFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// gpkg (GLEP 78): an uncompressed tar with the members `NAME/gpkg-1`, `NAME/metadata.tar[.C]`,
/// `NAME/image.tar[.C]` and `NAME/Manifest`, and a `.sig` beside each when it is signed. Read in
/// one pass; the Manifest, which comes last, decides whether what was read counts.
final class Gpkg {
  private static final int BUFFER = 1 << 17;
  private static final int MAX_SMALL = 16 << 20;

  private final ContentSink sink;
  private final Limits limits;
  private final Map<String, GpkgManifest.Line> found = new TreeMap<>();
  private Optional<byte[]> signedManifest = Optional.empty();
  private @Nullable String directory;
  private @Nullable SortedMap<String, byte[]> metadata;
  private @Nullable ImageCollector image;
  private @Nullable Map<String, GpkgManifest.Line> manifest;

  private Gpkg(ContentSink sink, Limits limits) {
    this.sink = sink;
    this.limits = limits;
  }

  static UnpackedPackage read(FileChannel file, ContentSink sink, Limits limits)
      throws IOException, BadPackageException {
    return new Gpkg(sink, limits).read(file);
  }

  private UnpackedPackage read(FileChannel file) throws IOException, BadPackageException {
    var tar =
        new TarReader(new BufferedInputStream(new FileRange(file, 0, file.size()), BUFFER), limits);
    for (Optional<TarMember> m = tar.next(); m.isPresent(); m = tar.next()) {
      member(tar, name(m.get()));
    }
    if (!found.containsKey("gpkg-1")) {
      throw broken("It has no member gpkg-1.");
    }
    if (metadata == null || image == null || manifest == null) {
      throw broken(
          "It has no "
              + (metadata == null ? "metadata" : image == null ? "image" : "Manifest")
              + ".");
    }
    GpkgManifest.verify(manifest, found);
    return new UnpackedPackage(BinaryFormat.GPKG, image.entries(), metadata, signedManifest);
  }

  /// The member's name without the directory that all members share.
  private String name(TarMember member) throws BadPackageException {
    String path = EntryPath.of("", member.name());
    int slash = path.indexOf('/');
    if (member.type() != TarMember.Type.FILE || slash < 0 || path.indexOf('/', slash + 1) >= 0) {
      throw broken(
          "Its member '" + BadPackageException.show(path) + "' is not a file in one directory.");
    }
    if (directory == null) {
      directory = path.substring(0, slash);
    } else if (!directory.equals(path.substring(0, slash))) {
      throw broken("Its members are not all in one directory.");
    }
    String name = path.substring(slash + 1);
    if (found.containsKey(name) || (name.equals("Manifest") && manifest != null)) {
      throw broken("Its member '" + BadPackageException.show(name) + "' is in it twice.");
    }
    return name;
  }

  private void member(TarReader tar, String name) throws IOException, BadPackageException {
    var data = new MemberStream(tar);
    if (name.equals("Manifest")) {
      byte[] text = data.readNBytes(MAX_SMALL);
      if (ClearSigned.claims(new String(text, StandardCharsets.UTF_8))) {
        signedManifest = Optional.of(text);
      }
      manifest = GpkgManifest.parse(text);
      data.finish();
      return;
    }
    if (isArchive(name, "metadata")) {
      metadata = Metadata.read(inner(data), limits);
    } else if (isArchive(name, "image")) {
      image = image(data);
    }
    found.put(name, data.finish());
  }

  private static boolean isArchive(String name, String what) {
    return name.equals(what + ".tar")
        || (name.startsWith(what + ".tar.") && !name.endsWith(".sig"));
  }

  private ImageCollector image(MemberStream data) throws IOException, BadPackageException {
    if (image != null) {
      throw broken("It has two images.");
    }
    var collector = new ImageCollector("image", sink, limits);
    collector.readAll(inner(data));
    return collector;
  }

  private TarReader inner(MemberStream data) throws IOException, BadPackageException {
    return Archives.open(data, data::count, limits);
  }

  private static BadPackageException broken(String message) {
    return new BadPackageException(StoreCode.BROKEN_CONTAINER, message);
  }
}
