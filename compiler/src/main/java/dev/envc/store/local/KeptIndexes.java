package dev.envc.store.local;

import dev.envc.lock.Digest;
import dev.envc.store.binhost.BinhostIndex;
import dev.envc.store.binhost.IndexParser;
import dev.envc.store.fetch.BinhostLocation;
import dev.envc.store.fetch.FetchException;
import dev.envc.store.fetch.Fetcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

/// The index that each binhost on a server had last, for runs that may not ask: a file for each
/// location, its first line the digest of the rest. A file that is not what its digest says is
/// none.
final class KeptIndexes {
  private final StoreDirectory directory;
  private final Fetcher fetcher;

  KeptIndexes(StoreDirectory directory, Fetcher fetcher) {
    this.directory = directory;
    this.fetcher = fetcher;
  }

  /// The index of a binhost: of a directory as it is now, of a server as it is now or, offline, as
  /// it was when it was fetched last.
  BinhostIndex read(BinhostLocation binhost, boolean offline) throws IOException, FetchException {
    if (binhost.isDirectory()) {
      return IndexParser.parse(binhost, fetcher.index(binhost));
    }
    Optional<byte[]> kept = offline ? kept(binhost) : Optional.empty();
    if (kept.isPresent()) {
      return IndexParser.parse(binhost, kept.get());
    }
    byte[] bytes = fetcher.index(binhost);
    BinhostIndex index = IndexParser.parse(binhost, bytes);
    keep(binhost, index.digest(), bytes);
    return index;
  }

  private Optional<byte[]> kept(BinhostLocation binhost) throws IOException {
    byte[] file;
    try {
      file = Files.readAllBytes(place(binhost));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    int head = line(digest(new byte[0])).length;
    if (file.length < head) {
      return Optional.empty();
    }
    byte[] index = Arrays.copyOfRange(file, head, file.length);
    boolean sound = Arrays.equals(Arrays.copyOf(file, head), line(digest(index)));
    return sound ? Optional.of(index) : Optional.empty();
  }

  private void keep(BinhostLocation binhost, Digest digest, byte[] index) throws IOException {
    Path place = place(binhost);
    Files.createDirectories(place.getParent());
    Path temporary = Files.createTempFile(directory.work(), "i", "");
    try (var out = Files.newOutputStream(temporary)) {
      out.write(line(digest));
      out.write(index);
    }
    Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path place(BinhostLocation binhost) {
    byte[] location = binhost.base().toString().getBytes(StandardCharsets.UTF_8);
    return directory.indexes().resolve(digest(location).hex());
  }

  private static byte[] line(Digest digest) {
    return (digest + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static Digest digest(byte[] bytes) {
    return Digest.sha256(Hashes.sha256().digest(bytes));
  }
}
