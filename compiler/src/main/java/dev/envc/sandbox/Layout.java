package dev.envc.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The file system inside: the root, which nothing can change, and over it what comes from outside
/// or is empty. A mount needs a place to stand on, and the root may not have it and cannot be
/// changed. So each directory above such a place is a new one, with what the root has there bound
/// entry by entry.
final class Layout {
  private final Path root;

  /// What stands at a place inside: options of bwrap(1) without the destination.
  private final Map<Path, List<String>> places = new TreeMap<>();

  Layout(Path root) {
    this.root = root;
  }

  Layout place(Path inside, String... options) {
    places.put(inside, List.of(options));
    return this;
  }

  /// The arguments for bwrap, outer directories first.
  List<String> arguments() throws IOException {
    var arguments = new ArrayList<String>();
    directory(Path.of("/"), arguments);
    return arguments;
  }

  private void directory(Path inside, List<String> arguments) throws IOException {
    var children = new TreeMap<Path, Path>();
    Path source = root.resolve(Path.of("/").relativize(inside));
    if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> list = Files.list(source)) {
        list.forEach(child -> children.put(inside.resolve(child.getFileName()), child));
      }
    }
    for (Path place : places.keySet()) {
      if (place.startsWith(inside) && !place.equals(inside)) {
        Path child = inside.resolve(place.getName(inside.getNameCount()));
        children.putIfAbsent(child, root.resolve(Path.of("/").relativize(child)));
      }
    }
    for (Map.Entry<Path, Path> child : children.entrySet()) {
      entry(child.getKey(), child.getValue(), arguments);
    }
  }

  private void entry(Path inside, Path source, List<String> arguments) throws IOException {
    List<String> options = places.get(inside);
    if (options != null) {
      arguments.addAll(options);
      arguments.add(inside.toString());
      // What stands in something new or from outside needs no place in the root.
      places.forEach(
          (place, its) -> {
            if (place.startsWith(inside) && !place.equals(inside)) {
              arguments.addAll(its);
              arguments.add(place.toString());
            }
          });
    } else if (isAbovePlace(inside)) {
      // Where the root has a link, the place still is where it is outside.
      arguments.addAll(List.of("--dir", inside.toString()));
      directory(inside, arguments);
    } else if (Files.isSymbolicLink(source)) {
      arguments.addAll(
          List.of("--symlink", Files.readSymbolicLink(source).toString(), inside.toString()));
    } else if (Files.isReadable(source)) {
      arguments.addAll(List.of("--ro-bind", source.toString(), inside.toString()));
    }
  }

  private boolean isAbovePlace(Path inside) {
    return places.keySet().stream().anyMatch(p -> p.startsWith(inside) && !p.equals(inside));
  }
}
