package dev.envc.store.local;

import dev.envc.lock.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes packages out of the store that nothing needs. Each is renamed away as a whole before it is
/// deleted, so that no process finds half of one.
final class Pruning {
  private final Path packages;
  private final Session session;

  Pruning(Path packages, Session session) {
    this.packages = packages;
    this.session = session;
  }

  /// The packages that are in the store and not among those to keep, by the digest's digits.
  List<LocalStore.Stale> stale(Set<Digest> keep) throws IOException {
    Set<String> kept = keep.stream().map(Digest::hex).collect(Collectors.toSet());
    var stale = new ArrayList<LocalStore.Stale>();
    for (Path shelf : list(packages)) {
      for (Path place : list(shelf)) {
        String name = String.valueOf(place.getFileName());
        if (name.matches("[0-9a-f]{64}") && !kept.contains(name)) {
          stale.add(new LocalStore.Stale(name, size(place)));
        }
      }
    }
    return stale;
  }

  void remove(LocalStore.Stale stale) throws IOException {
    Path away = session.newDirectory();
    Path place = packages.resolve(stale.digest().substring(0, 2)).resolve(stale.digest());
    try {
      Files.move(place, away.resolve("stale"), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // Another process was faster.
    }
    Session.delete(away);
  }

  private static Set<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static long size(Path place) throws IOException {
    long size = 0;
    for (Path file : list(place)) {
      size += Files.size(file);
    }
    return size;
  }
}
