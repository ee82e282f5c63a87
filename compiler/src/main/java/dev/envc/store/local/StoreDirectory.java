package dev.envc.store.local;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Digest;
import dev.envc.store.format.BadPackageException;
import dev.envc.store.format.Limits;
import dev.envc.store.format.PackageReader;
import dev.envc.store.format.UnpackedPackage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// The store's directory: which package is where in it, and how one gets in. Layout in
/// spec/store.md.
final class StoreDirectory implements Closeable {
  /// A later version of envc that lays things out differently takes another name.
  private static final String VERSION = "v1";

  private static final String INDEX = "index";
  private static final String BLOB = "blob";

  private final Path root;
  private final PackageReader reader;
  private final Session session;

  private StoreDirectory(Path root, PackageReader reader, Session session) {
    this.root = root;
    this.reader = reader;
    this.session = session;
  }

  static StoreDirectory open(Path directory, Limits limits) throws IOException {
    Path root = directory.resolve(VERSION);
    Session session = Session.open(root.resolve("tmp"), root.resolve("downloads"));
    turn(root).pass();
    return new StoreDirectory(root, new PackageReader(limits), session);
  }

  /// A package that is in the store, complete; empty otherwise.
  Optional<UnpackedPackage> find(Digest digest) throws IOException {
    Path place = place(digest);
    Path file = place.resolve(INDEX);
    byte[] index;
    try {
      index = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Path blob = place.resolve(BLOB);
    return PackageIndex.read(index, new BlobFile(blob), new FileRecords.InIndex(file, index))
        .filter(read -> Files.exists(blob) && size(blob) == read.blobSize())
        .map(PackageIndex.Read::unpacked);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return -1;
    }
  }

  /// Unpacks a package file into the store, under the digest that the caller has verified.
  UnpackedPackage add(FileChannel file, Digest digest) throws IOException, BadPackageException {
    Path work = session.newDirectory();
    try {
      unpack(file, work);
      return publish(work, digest);
    } finally {
      if (Files.exists(work)) {
        Session.delete(work);
      }
    }
  }

  private void unpack(FileChannel file, Path work) throws IOException, BadPackageException {
    Path blob = work.resolve(BLOB);
    try (var writer = new BlobWriter(blob, new BlobFile(blob))) {
      UnpackedPackage unpacked = reader.read(file, writer);
      Files.write(work.resolve(INDEX), PackageIndex.write(unpacked, writer.complete()));
    }
  }

  private UnpackedPackage publish(Path work, Digest digest) throws IOException {
    Path place = place(digest);
    Files.createDirectories(shelf(digest));
    while (true) {
      try {
        Files.move(work, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        if (!Files.exists(place)) {
          throw e;
        }
      }
      // Another process may have been first; then its copy serves as well.
      Optional<UnpackedPackage> there = find(digest);
      if (there.isPresent()) {
        return there.get();
      }
      moveAway(place);
    }
  }

  /// A package that is damaged is moved out of the way, so that it can be replaced.
  private void moveAway(Path place) throws IOException {
    Path away = session.newDirectory();
    try {
      Files.move(place, away.resolve("damaged"), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    Session.delete(away);
  }

  private Path place(Digest digest) {
    return shelf(digest).resolve(digest.hex());
  }

  private Path shelf(Digest digest) {
    return root.resolve("packages").resolve(digest.hex().substring(0, 2));
  }

  Pruning pruning() {
    return new Pruning(root.resolve("packages"), session);
  }

  private static PruningTurn turn(Path root) {
    return new PruningTurn(root.resolve("prune.lock"));
  }

  /// Does something while nobody else can open the store; the work looks for itself whether
  /// somebody has.
  <T> T alone(PruningTurn.Work<T> work) throws IOException, UserErrorException {
    return turn(root).alone(work);
  }

  /// Whether another session has the store open.
  boolean isShared() throws IOException {
    return session.hasCompany(downloads());
  }

  Path downloads() {
    return root.resolve("downloads");
  }

  Path indexes() {
    return root.resolve("indexes");
  }

  Path origins() {
    return root.resolve("origins");
  }

  /// Where a download of this process is written.
  Path work() {
    return session.directory();
  }

  @Override
  public void close() throws IOException {
    session.close(downloads());
  }
}
