package dev.envc.store.local;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.StoreCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Digest;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedBinary;
import dev.envc.lock.LockedBinhost;
import dev.envc.store.PackageImage;
import dev.envc.store.PackageStore;
import dev.envc.store.binhost.BinaryCandidate;
import dev.envc.store.binhost.BinhostIndex;
import dev.envc.store.fetch.BinhostLocation;
import dev.envc.store.fetch.FetchException;
import dev.envc.store.fetch.Fetcher;
import dev.envc.store.signature.TrustedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The package store in a directory that processes share. See spec/store.md.
public final class LocalStore implements PackageStore, AutoCloseable {
  private final StoreOptions options;
  private final Path path;
  private final StoreDirectory directory;
  private final Fetcher fetcher;
  private final Intake intake;
  private final KeptIndexes indexes;

  private LocalStore(Path path, StoreDirectory directory, StoreOptions options) {
    this.path = path;
    this.directory = directory;
    this.options = options;
    this.fetcher = new Fetcher(options.transfer(), options.offline());
    this.indexes = new KeptIndexes(directory, fetcher);
    this.intake = new Intake(directory, fetcher, options);
  }

  /// Opens the store in a directory, which is made when it is not there.
  ///
  /// @throws UserErrorException when the directory cannot be used
  public static LocalStore open(Path directory, StoreOptions options)
      throws IOException, UserErrorException {
    try {
      return new LocalStore(directory, StoreDirectory.open(directory, options.limits()), options);
    } catch (IOException e) {
      throw StoreProblems.machine(directory, e).map(UserErrorException::new).orElseThrow(() -> e);
    }
  }

  /// A binhost's location as a manifest or a lock writes it.
  ///
  /// @throws UserErrorException when it is none
  public BinhostLocation location(String name, String written) throws UserErrorException {
    try {
      return BinhostLocation.of(name, written, options.base());
    } catch (FetchException e) {
      throw new UserErrorException(e.diagnostic());
    }
  }

  /// Reads the indexes of binhosts, in parallel, in the order they are given; offline, those of
  /// servers as they were fetched last.
  ///
  /// @throws UserErrorException with one diagnostic for each that cannot be had
  public List<BinhostIndex> indexes(List<BinhostLocation> binhosts)
      throws IOException, UserErrorException {
    Map<BinhostLocation, BinhostIndex> read =
        Parallel.run(path, binhosts, binhost -> indexes.read(binhost, options.offline()));
    return binhosts.stream().map(read::get).toList();
  }

  /// Fetches, verifies and unpacks candidates, so that they can be locked.
  ///
  /// @param indexes where the candidates are from
  /// @param keys by name of a binhost: the keys one of which must have signed its packages
  /// @throws UserErrorException with one diagnostic for each package that cannot be had, is broken,
  ///   or is not what its index says
  public LockedCandidates lock(
      Collection<BinaryCandidate> candidates,
      List<BinhostIndex> indexes,
      Map<String, TrustedKeys> keys)
      throws IOException, UserErrorException {
    var locations = new TreeMap<String, BinhostLocation>();
    indexes.forEach(index -> locations.put(index.name(), index.location()));
    List<BinaryCandidate> largestFirst = new ArrayList<>(candidates);
    largestFirst.sort((a, b) -> Long.compare(b.size(), a.size()));
    Map<BinaryCandidate, Intake.Locked> locked =
        Parallel.run(
            path,
            largestFirst,
            c ->
                intake.lock(
                    c,
                    require(locations, c.binhost(), c.path()),
                    Optional.ofNullable(keys.get(c.binhost()))));
    var binaries = new LinkedHashMap<BinaryCandidate, LockedBinary>();
    var notes = new ArrayList<Diagnostic>();
    for (BinaryCandidate candidate : candidates) {
      Intake.Locked result = locked.get(candidate);
      if (result != null) {
        binaries.put(candidate, result.binary());
        notes.addAll(result.notes());
      }
    }
    return new LockedCandidates(Collections.unmodifiableMap(binaries), List.copyOf(notes));
  }

  /// Candidates as they are to be locked, and what else is worth saying about them.
  public record LockedCandidates(
      Map<BinaryCandidate, LockedBinary> binaries, List<Diagnostic> notes) {}

  @Override
  public Map<LockedBinary, PackageImage> open(Lock lock, Collection<LockedBinary> packages)
      throws IOException, UserErrorException {
    var locations = new TreeMap<String, BinhostLocation>();
    for (LockedBinhost binhost : lock.binhosts()) {
      locations.put(binhost.name(), location(binhost.name(), binhost.location()));
    }
    List<LockedBinary> largestFirst = new ArrayList<>(packages);
    largestFirst.sort((a, b) -> Long.compare(b.size(), a.size()));
    Map<LockedBinary, PackageImage> opened =
        Parallel.run(
            path,
            largestFirst,
            binary ->
                intake.open(binary, () -> require(locations, binary.binhost(), binary.path())));
    var images = new LinkedHashMap<LockedBinary, PackageImage>();
    packages.forEach(p -> images.put(p, opened.get(p)));
    return Collections.unmodifiableMap(images);
  }

  private static BinhostLocation require(
      Map<String, BinhostLocation> locations, String binhost, String path) throws FetchException {
    BinhostLocation location = locations.get(binhost);
    if (location == null) {
      throw new FetchException(
          Diagnostic.error(
              StoreCode.UNKNOWN_BINHOST,
              "The package " + path + " is on the binhost " + binhost + ", which is not known."));
    }
    return location;
  }

  /// A package in the store that is not among those to keep: the SHA-256 of its file, and the bytes
  /// it takes here.
  public record Stale(String digest, long bytes) {}

  /// Says which packages are to be kept.
  public interface Needed {
    Set<Digest> digests() throws IOException, UserErrorException;
  }

  /// The packages that are here and not among those to keep, sorted; with `remove` they are taken
  /// away.
  ///
  /// @param keep asked for when nobody else can use the store any more, so that what another
  ///   process has locked until then is among them
  /// @throws UserErrorException when another process uses the store and they are to be taken away
  public List<Stale> prune(Needed keep, boolean remove) throws IOException, UserErrorException {
    var pruning = directory.pruning();
    if (!remove) {
      return pruning.stale(keep.digests());
    }
    return directory.alone(
        () -> {
          if (directory.isShared()) {
            throw new UserErrorException(
                Diagnostic.error(StoreCode.IN_USE, "Another envc uses the store in " + path + ".")
                    .hint("Wait for it to end; `--dry-run` says what would be removed."));
          }
          List<Stale> stale = pruning.stale(keep.digests());
          for (Stale s : stale) {
            pruning.remove(s);
          }
          return stale;
        });
  }

  /// Frees what this process holds; the packages stay.
  @Override
  public void close() throws IOException {
    fetcher.close();
    directory.close();
  }
}
