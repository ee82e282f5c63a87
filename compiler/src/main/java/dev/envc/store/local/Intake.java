package dev.envc.store.local;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.StoreCode;
import dev.envc.lock.Digest;
import dev.envc.lock.LockedBinary;
import dev.envc.store.PackageImage;
import dev.envc.store.binhost.BinaryCandidate;
import dev.envc.store.binhost.IndexTruth;
import dev.envc.store.fetch.BinhostLocation;
import dev.envc.store.fetch.FetchException;
import dev.envc.store.fetch.Fetcher;
import dev.envc.store.format.BadPackageException;
import dev.envc.store.format.UnpackedPackage;
import dev.envc.store.signature.TrustedKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// How one package gets into the store: fetched, held against its digest, unpacked.
final class Intake {
  /// Entries of packages that are kept from their opening on; those of further ones are read when
  /// they are asked for.
  private static final int ENTRIES_IN_MEMORY = 50_000;

  private final StoreDirectory directory;
  private final Fetcher fetcher;
  private final StoreOptions options;
  private final Origins origins;
  private final Semaphore unpackers;
  private final AtomicInteger inMemory = new AtomicInteger();

  Intake(StoreDirectory directory, Fetcher fetcher, StoreOptions options) {
    this.directory = directory;
    this.fetcher = fetcher;
    this.options = options;
    this.origins = new Origins(directory);
    this.unpackers = new Semaphore(options.unpackers());
  }

  /// Gives the binhost when it is needed.
  interface Location {
    BinhostLocation get() throws FetchException;
  }

  /// A package that was locked before.
  PackageImage open(LockedBinary binary, Location location) throws IOException, FetchException {
    Optional<UnpackedPackage> there = directory.find(binary.digest());
    UnpackedPackage unpacked = there.isPresent() ? there.get() : fetch(binary, location.get());
    refuseSpecial(binary.path(), unpacked);
    boolean keep = inMemory.addAndGet(unpacked.entries().size()) <= ENTRIES_IN_MEMORY;
    return new StoredImage(directory, binary.digest(), unpacked, keep);
  }

  private UnpackedPackage fetch(LockedBinary binary, BinhostLocation location)
      throws IOException, FetchException {
    return new Transfer(location, binary.path(), binary.size(), binary.digest().hex())
        .take(
            file -> {
              Digest digest = Hashes.of(file);
              if (!digest.equals(binary.digest())) {
                throw digestDiffers(
                    location, binary.path(), binary.digest().toString(), digest.toString());
              }
              return digest;
            })
        .unpacked();
  }

  private void refuseSpecial(String path, UnpackedPackage unpacked) throws FetchException {
    Optional<Diagnostic> special = StoreProblems.special(path, unpacked, options.devices());
    if (special.isPresent()) {
      throw new FetchException(special.get());
    }
  }

  /// What becomes of a candidate.
  record Locked(LockedBinary binary, List<Diagnostic> notes) {}

  /// A package that is locked for the first time: what its index says is all that is known of it.
  Locked lock(BinaryCandidate candidate, BinhostLocation location, Optional<TrustedKeys> keys)
      throws IOException, FetchException {
    Taken taken = known(candidate, location);
    Optional<Diagnostic> lie = IndexTruth.check(candidate, taken.unpacked().metadata());
    if (lie.isPresent()) {
      throw new FetchException(lie.get());
    }
    refuseSpecial(candidate.path(), taken.unpacked());
    return new Locked(
        new LockedBinary(
            candidate.binhost(),
            candidate.path(),
            taken.unpacked().format(),
            candidate.size(),
            taken.digest(),
            candidate.buildId(),
            candidate.buildTime()),
        SignatureRule.check(candidate, taken.unpacked().signedManifest(), keys));
  }

  private Taken known(BinaryCandidate candidate, BinhostLocation location)
      throws IOException, FetchException {
    Optional<Digest> digest = origins.find(location, candidate);
    Optional<UnpackedPackage> there =
        digest.isPresent() ? directory.find(digest.get()) : Optional.empty();
    if (digest.isPresent() && there.isPresent()) {
      return new Taken(digest.get(), there.get());
    }
    var check = new CandidateDigests(candidate);
    Taken taken =
        new Transfer(location, candidate.path(), candidate.size(), origins.key(location, candidate))
            .take(
                file -> {
                  CandidateDigests.Result result = check.of(file);
                  if (result.difference().isPresent()) {
                    CandidateDigests.Difference d = result.difference().get();
                    throw digestDiffers(location, candidate.path(), d.stated(), d.found());
                  }
                  return result.sha256();
                });
    origins.put(location, candidate, taken.digest());
    return taken;
  }

  private static FetchException digestDiffers(
      BinhostLocation location, String path, String stated, String found) {
    return new FetchException(
        Diagnostic.error(
                StoreCode.DIGEST_DIFFERS,
                "The package " + path + " of the binhost " + location + " has another digest.")
            .note("Expected is " + stated + ", found " + found + "."));
  }

  /// A package in the store.
  private record Taken(Digest digest, UnpackedPackage unpacked) {}

  private interface Verifier {
    Digest verify(FileChannel file) throws IOException, FetchException;
  }

  /// One file on its way into the store.
  private final class Transfer {
    private final BinhostLocation location;
    private final String path;
    private final long size;
    private final String key;

    Transfer(BinhostLocation location, String path, long size, String key) {
      this.location = location;
      this.path = path;
      this.size = size;
      this.key = key;
    }

    Taken take(Verifier verifier) throws IOException, FetchException {
      Path part = directory.work().resolve(key + Session.PART);
      boolean continued = adopt(part);
      try {
        return take(verifier, part);
      } catch (FetchException e) {
        if (e.diagnostic().code() != StoreCode.BINHOST_UNREACHABLE) {
          Files.deleteIfExists(part);
        }
        if (continued && e.diagnostic().code() == StoreCode.DIGEST_DIFFERS) {
          // The first half may be of an older file.
          return take(verifier, part);
        }
        throw e;
      }
    }

    private Taken take(Verifier verifier, Path part) throws IOException, FetchException {
      try (FileChannel file = fetcher.open(location, path, size, part)) {
        unpackers.acquireUninterruptibly();
        try {
          Digest digest = verifier.verify(file);
          Taken taken = new Taken(digest, directory.add(file, digest));
          Files.deleteIfExists(part);
          return taken;
        } catch (BadPackageException e) {
          Files.deleteIfExists(part);
          throw new FetchException(e.diagnostic(path + " of the binhost " + location));
        } finally {
          unpackers.release();
        }
      }
    }

    /// Takes over what a process that is gone has left of this transfer.
    private boolean adopt(Path part) throws IOException {
      try {
        Files.move(
            directory.downloads().resolve(part.getFileName()),
            part,
            StandardCopyOption.ATOMIC_MOVE);
        return true;
      } catch (NoSuchFileException e) {
        return Files.exists(part);
      }
    }
  }

  /// Which digest a package had that an index describes: an index without SHA256 would otherwise
  /// have every package fetched again at every locking.
  private static final class Origins {
    private final StoreDirectory directory;

    Origins(StoreDirectory directory) {
      this.directory = directory;
    }

    String key(BinhostLocation location, BinaryCandidate c) {
      String identity =
          String.join(
              "\n",
              location.base().toString(),
              c.path(),
              Long.toString(c.size()),
              Long.toString(c.buildTime()),
              c.field("MD5"),
              c.field("SHA1"),
              c.field("SHA256"),
              c.field("SHA512"));
      return Digest.sha256(Hashes.sha256().digest(identity.getBytes(StandardCharsets.UTF_8))).hex();
    }

    Optional<Digest> find(BinhostLocation location, BinaryCandidate c) throws IOException {
      if (c.digest().isPresent() && c.digest().get().algorithm() == Digest.Algorithm.SHA256) {
        return c.digest();
      }
      if (c.field("SHA1").isEmpty() && c.field("SHA512").isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            Digest.parse(Files.readString(directory.origins().resolve(key(location, c))).strip()));
      } catch (NoSuchFileException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    void put(BinhostLocation location, BinaryCandidate c, Digest digest) throws IOException {
      Files.createDirectories(directory.origins());
      Path temporary = Files.createTempFile(directory.work(), "o", "");
      Files.writeString(temporary, digest + "\n");
      Files.move(
          temporary, directory.origins().resolve(key(location, c)), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
