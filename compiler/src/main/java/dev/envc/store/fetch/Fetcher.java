package dev.envc.store.fetch;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.StoreCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Fetches indexes and packages. Safe for many threads.
public final class Fetcher implements AutoCloseable {
  private static final String INDEX = "Packages";

  private final TransferSettings settings;
  private final HttpTransfer http;
  private final boolean offline;

  /// @param offline whether no server may be asked
  public Fetcher(TransferSettings settings, boolean offline) {
    this.settings = settings;
    this.offline = offline;
    this.http = new HttpTransfer(settings);
  }

  /// The bytes of a binhost's `Packages`, unpacked when it is served as `Packages.gz` only or
  /// first.
  public byte[] index(BinhostLocation binhost) throws IOException, FetchException {
    return binhost.isDirectory() ? localIndex(binhost) : remoteIndex(binhost);
  }

  private byte[] localIndex(BinhostLocation binhost) throws IOException, FetchException {
    Path plain = binhost.directory().resolve(INDEX);
    Path packed = binhost.directory().resolve(INDEX + ".gz");
    if (Files.isRegularFile(plain)) {
      try (InputStream in = Files.newInputStream(plain)) {
        return limited(binhost, in);
      }
    }
    if (Files.isRegularFile(packed)) {
      try (InputStream in = Files.newInputStream(packed)) {
        return unpack(binhost, in);
      }
    }
    throw unreachable(
        binhost,
        Files.isDirectory(binhost.directory())
            ? "There is no Packages in " + binhost.directory() + "."
            : "There is no directory " + binhost.directory() + ".");
  }

  private byte[] remoteIndex(BinhostLocation binhost) throws IOException, FetchException {
    if (offline) {
      throw new FetchException(
          Diagnostic.error(
                  StoreCode.OFFLINE,
                  "The index of the binhost " + binhost + " was not fetched yet.")
              .hint(
                  "Write the lock once without --offline; from then on it can be written anew"
                      + " from what was fetched."));
    }
    Optional<byte[]> packed = http.small(binhost, binhost.resolve(INDEX + ".gz"));
    if (packed.isPresent()) {
      return unpack(binhost, new ByteArrayInputStream(packed.get()));
    }
    return http.small(binhost, binhost.resolve(INDEX))
        .orElseThrow(() -> unreachable(binhost, "It has neither Packages.gz nor Packages."));
  }

  private byte[] unpack(BinhostLocation binhost, InputStream packed)
      throws IOException, FetchException {
    try (InputStream in = new GZIPInputStream(packed, 1 << 16)) {
      return limited(binhost, in);
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      throw FetchException.of(
          StoreCode.INDEX_UNREADABLE,
          "The index of the binhost " + binhost + " cannot be read.",
          "Its Packages.gz is damaged.");
    }
  }

  private byte[] limited(BinhostLocation binhost, InputStream in)
      throws IOException, FetchException {
    byte[] bytes = in.readNBytes(settings.indexBytes());
    if (in.read() >= 0) {
      throw FetchException.of(
          StoreCode.INDEX_UNREADABLE,
          "The index of the binhost " + binhost + " cannot be read.",
          "It is larger than " + settings.indexBytes() + " bytes.");
    }
    return bytes;
  }

  /// Opens a package file: in place in a directory, or fetched into `part`, where a transfer that
  /// was broken off goes on.
  ///
  /// @param path as the index or the lock has it
  /// @param size what the file's size must be
  public FileChannel open(BinhostLocation binhost, String path, long size, Path part)
      throws IOException, FetchException {
    if (!BinhostLocation.isInside(path)) {
      throw FetchException.of(
          StoreCode.OUTSIDE_BINHOST,
          "A package lies outside the binhost " + binhost + ".",
          "Its path is " + path + ".");
    }
    if (!binhost.isDirectory() && offline) {
      throw new FetchException(
          Diagnostic.error(
                  StoreCode.OFFLINE,
                  "The package " + path + " of the binhost " + binhost + " is not in the store.")
              .hint("Compile once without --offline; what is in the store needs no network."));
    }
    if (!binhost.isDirectory()) {
      http.file(binhost, binhost.resolve(path), size, part);
      return FileChannel.open(part);
    }
    FileChannel file;
    try {
      file = FileChannel.open(binhost.directory().resolve(path));
    } catch (NoSuchFileException e) {
      throw notFound(binhost, path);
    }
    if (file.size() != size) {
      long found = file.size();
      file.close();
      throw wrongSize(binhost, path, found, size);
    }
    return file;
  }

  static FetchException wrongSize(BinhostLocation binhost, String path, long found, long wanted) {
    return FetchException.of(
        StoreCode.SIZE_DIFFERS,
        "The package " + path + " of the binhost " + binhost + " has another size.",
        "It has " + found + " bytes, expected are " + wanted + ".");
  }

  static FetchException notFound(BinhostLocation binhost, String path) {
    return new FetchException(
        Diagnostic.error(
                StoreCode.PACKAGE_NOT_FOUND,
                "The binhost " + binhost + " does not have the package " + path + ".")
            .hint("Write the lock anew with envc lock --update."));
  }

  static FetchException unreachable(BinhostLocation binhost, String why) {
    return FetchException.of(
        StoreCode.BINHOST_UNREACHABLE, "The binhost " + binhost + " cannot be reached.", why);
  }

  @Override
  public void close() {
    http.close();
  }
}
