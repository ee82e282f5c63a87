package dev.envc.driver;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.LockedBinhost;
import dev.envc.model.Binhost;
import dev.envc.model.Environment;
import dev.envc.store.binhost.BinhostIndex;
import dev.envc.store.fetch.BinhostLocation;
import dev.envc.store.local.LocalStore;
import dev.envc.store.signature.TrustedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The binhosts of a manifest under their names in its lock, where a name stands for one place with
/// one set of keys.
record Binhosts(LoadedManifest manifest) {
  /// Where they are, in the manifest's order.
  List<BinhostLocation> locations(LocalStore store) throws UserErrorException {
    var locations = new ArrayList<BinhostLocation>();
    for (var b : byName().entrySet()) {
      locations.add(store.location(b.getKey(), written(b.getValue())));
    }
    return locations;
  }

  /// The keys of those that have some, by name.
  Map<String, TrustedKeys> keys() throws IOException, UserErrorException {
    var keys = new TreeMap<String, TrustedKeys>();
    for (var b : byName().entrySet()) {
      if (b.getValue().keys().isPresent()) {
        keys.put(b.getKey(), BinhostKeys.read(b.getValue(), b.getValue().keys().get()));
      }
    }
    return keys;
  }

  /// What the lock says of those whose indexes were read.
  List<LockedBinhost> locked(Map<String, BinhostIndex> indexes) {
    var locked = new ArrayList<LockedBinhost>();
    byName()
        .forEach(
            (name, b) -> {
              BinhostIndex index = indexes.get(name);
              if (index != null) {
                locked.add(new LockedBinhost(name, written(b), index.digest()));
              }
            });
    return locked;
  }

  /// The manifest's name; with the arch where it is elsewhere, or has other keys, for another arch;
  /// with the name or variant too where that is so for another one of the same arch.
  String lockName(Environment environment, Binhost binhost) {
    if (isSame(binhost, _ -> true)) {
      return binhost.name();
    }
    String ofArch = binhost.name() + "-" + environment.arch();
    boolean isMain =
        environment.variant().isEmpty() && environment.name().equals(manifest.manifest().name());
    return isMain || isSame(binhost, e -> e.arch() == environment.arch())
        ? ofArch
        : ofArch + "-" + row(environment);
  }

  /// What tells an environment apart from others of its arch.
  private String row(Environment environment) {
    return environment.name().equals(manifest.manifest().name())
        ? environment.variant()
        : environment.artifactName();
  }

  private boolean isSame(Binhost binhost, Predicate<Environment> among) {
    return manifest.manifest().environments().stream()
        .filter(among)
        .flatMap(e -> e.binhosts().stream())
        .filter(b -> b.name().equals(binhost.name()))
        .allMatch(b -> b.location().equals(binhost.location()) && b.keys().equals(binhost.keys()));
  }

  private SequencedMap<String, Binhost> byName() {
    SequencedMap<String, Binhost> binhosts = new LinkedHashMap<>();
    for (Environment environment : manifest.manifest().environments()) {
      environment.binhosts().forEach(b -> binhosts.putIfAbsent(lockName(environment, b), b));
    }
    return binhosts;
  }

  /// A path relative to the manifest, also when a manifest in another directory that this one
  /// extends wrote it relative to itself; other locations as they are written.
  private String written(Binhost binhost) {
    boolean isRelative =
        !binhost.written().contains("://") && !Path.of(binhost.written()).isAbsolute();
    if (!isRelative) {
      return binhost.written();
    }
    String path = manifest.directory().relativize(Path.of(binhost.location().getPath())).toString();
    return path.isEmpty() ? "." : path;
  }
}
