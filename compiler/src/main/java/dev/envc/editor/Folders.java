package dev.envc.editor;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/// The folders that an editor has open, and the manifests in them. Hidden directories and what
/// builds leave behind are not looked into, links not followed. Safe for use from several threads.
public final class Folders {
  private static final int MOST = 2000;
  private static final Pattern NAME = Pattern.compile("\\.(env\\.ya?ml|envc)$");
  private static final Set<String> LEFT_OUT = Set.of("build", "node_modules", "out", "target");

  private final Set<Path> roots = new ConcurrentSkipListSet<>();

  public void add(Path folder) {
    roots.add(folder);
  }

  public void remove(Path folder) {
    roots.remove(folder);
  }

  /// The files that are manifests by their names, sorted.
  ///
  /// @throws RefusedException when there are too many to look at
  Collection<Path> manifests() throws RefusedException {
    var found = new TreeSet<Path>();
    var unreadable = new ArrayList<Path>();
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        find(root, found, unreadable);
      }
    }
    if (found.size() > MOST) {
      throw new RefusedException("The folders hold more than " + MOST + " manifests.");
    }
    if (!unreadable.isEmpty()) {
      throw new RefusedException(unreadable.getFirst() + " cannot be read.");
    }
    return found;
  }

  private static void find(Path root, Set<Path> found, List<Path> unreadable) {
    var visitor =
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            boolean skipped = name.startsWith(".") || LEFT_OUT.contains(name);
            return skipped && !folder.equals(root)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && NAME.matcher(file.toString()).find()) {
              found.add(file);
            }
            return found.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            unreadable.add(file);
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(root, visitor);
    } catch (IOException e) {
      unreadable.add(root);
    }
  }
}
