package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import dev.envc.lock.BinaryFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/// Reads a binary package of either format. Has no state; one reader serves many threads.
public final class PackageReader {
  private final Limits limits;

  public PackageReader(Limits limits) {
    this.limits = limits;
  }

  /// Tells the format by the content: an xpak by its end, a gpkg by being a tar.
  ///
  /// @throws BadPackageException when it is neither
  public BinaryFormat format(FileChannel file) throws IOException, BadPackageException {
    if (Xpak.matches(file)) {
      return BinaryFormat.XPAK;
    }
    var magic = ByteBuffer.allocate(5);
    while (magic.hasRemaining() && file.read(magic, 257 + magic.position()) >= 0) {}
    if (new String(magic.array(), StandardCharsets.ISO_8859_1).equals("ustar")) {
      return BinaryFormat.GPKG;
    }
    throw new BadPackageException(
        StoreCode.UNKNOWN_FORMAT,
        file.size() == 0
            ? "It is an empty file."
            : "It is neither a gpkg nor an xpak, or it is cut off.");
  }

  /// Unpacks a package into `sink` and checks it on the way. What the sink was given counts only
  /// when this returns.
  ///
  /// @throws BadPackageException with the first thing that is wrong with the package
  /// @throws IOException when the file cannot be read or the sink cannot be written
  public UnpackedPackage read(FileChannel file, ContentSink sink)
      throws IOException, BadPackageException {
    try {
      return switch (format(file)) {
        case GPKG -> Gpkg.read(file, sink, limits);
        case XPAK -> Xpak.read(file, sink, limits);
      };
    } catch (CorruptStreamException e) {
      throw e.problem();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
