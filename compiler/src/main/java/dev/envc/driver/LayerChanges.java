package dev.envc.driver;

import dev.envc.backend.Backend;
import dev.envc.backend.Inspectable;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a machine that has one image must fetch to get another, for each arch.
public record LayerChanges(List<ArchChanges> arches) {
  public LayerChanges {
    arches = List.copyOf(arches);
  }

  /// The layers of one arch: how many there are with how many bytes, and those that have to be
  /// fetched.
  public record ArchChanges(String arch, int layers, long bytes, List<NewLayer> fetched) {
    public ArchChanges {
      fetched = List.copyOf(fetched);
    }

    public long fetchedBytes() {
      return fetched.stream().mapToLong(NewLayer::size).sum();
    }
  }

  /// A layer that is not in the other image: its digest, its size as it is transferred, and what is
  /// in it.
  public record NewLayer(String digest, long size, String comment) {}

  static List<Inspectable.Layer> require(Backends backends, Path path)
      throws IOException, UserErrorException {
    Optional<List<Inspectable.Layer>> layers = find(backends.inspectable(), path);
    return layers.orElseThrow(
        () ->
            new UserErrorException(
                Diagnostic.error(BackendCode.NOT_VERIFIABLE, path + " is nothing that has layers.")
                    .hint("Name the directory of an image layout.")));
  }

  /// The layers of what is at a path; empty when it has none.
  static Optional<List<Inspectable.Layer>> find(List<Inspectable> backends, Path path)
      throws IOException {
    for (Inspectable backend : backends) {
      Optional<List<Inspectable.Layer>> layers = backend.layers(path);
      if (layers.isPresent()) {
        return layers;
      }
    }
    return Optional.empty();
  }

  /// The layers of everything in a directory that a backend has made there of environments with
  /// these names.
  static Map<Path, List<Inspectable.Layer>> inside(
      Backend backend, Path directory, Set<String> names) throws IOException {
    var found = new LinkedHashMap<Path, List<Inspectable.Layer>>();
    if (backend instanceof Inspectable inspectable && Files.isDirectory(directory)) {
      List<Path> all;
      try (Stream<Path> list = Files.list(directory)) {
        all = list.sorted().toList();
      }
      for (Path path : all) {
        String file = path.getFileName().toString();
        if (names.contains(file.substring(0, Math.max(0, file.lastIndexOf('.'))))) {
          readable(inspectable, path).ifPresent(layers -> found.put(path, layers));
        }
      }
    }
    return found;
  }

  /// What has changed at a path; empty when nothing was there.
  static Optional<LayerChanges> since(
      Map<Path, List<Inspectable.Layer>> before, Backend backend, Path path) throws IOException {
    List<Inspectable.Layer> old = before.get(path);
    if (old == null || !(backend instanceof Inspectable inspectable)) {
      return Optional.empty();
    }
    return inspectable.layers(path).map(now -> between(old, now));
  }

  /// What cannot be read is going to be replaced: it is nothing to compare with.
  private static Optional<List<Inspectable.Layer>> readable(Inspectable backend, Path path) {
    try {
      return backend.layers(path);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// A layer that any arch of the first image has need not be fetched.
  static LayerChanges between(List<Inspectable.Layer> before, List<Inspectable.Layer> after) {
    Set<String> have = before.stream().map(Inspectable.Layer::digest).collect(Collectors.toSet());
    var byArch = new LinkedHashMap<String, List<Inspectable.Layer>>();
    after.forEach(l -> byArch.computeIfAbsent(l.arch(), _ -> new java.util.ArrayList<>()).add(l));
    return new LayerChanges(
        byArch.entrySet().stream()
            .map(
                e ->
                    new ArchChanges(
                        e.getKey(),
                        e.getValue().size(),
                        e.getValue().stream().mapToLong(Inspectable.Layer::size).sum(),
                        e.getValue().stream()
                            .filter(l -> !have.contains(l.digest()))
                            .map(l -> new NewLayer(l.digest(), l.size(), l.comment()))
                            .toList()))
            .toList());
  }
}
