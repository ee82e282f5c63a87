package dev.envc.rootfs.script;

import dev.envc.rootfs.script.icons.IconCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The cache of each icon theme, `icon-theme.cache`, in the directories below /usr/share/icons with
/// an index.theme, as xdg-utils.eclass asks gtk-update-icon-cache(1) for it. GTK takes it where it
/// is not older than the directory of the theme: it has the time of the request, and directories
/// that of 1970.
final class IconCaches implements Counterpart {
  private static final String DIRECTORY = "usr/share/icons";
  private static final String CACHE = "/icon-theme.cache";

  /// Links may lead round in circles.
  private static final int MOST_DEPTH = 10;

  @Override
  public String name() {
    return "icon-theme.cache";
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) {
    var left = new ArrayList<String>();
    for (String name : packages.isEmpty() ? List.<String>of() : root.names(DIRECTORY)) {
      String theme = DIRECTORY + "/" + name;
      if (root.link(theme).isEmpty() && root.file(theme + "/index.theme").isPresent()) {
        Optional<IconCache> cache = new Scan(root, theme).cache();
        if (cache.isEmpty()) {
          left.add("/" + theme + " has too many directories");
        } else if (cache.get().wrongName().isPresent()) {
          left.add("/" + theme + " has an icon `" + cache.get().wrongName().get() + "`");
        } else if (cache.get().isEmpty()) {
          root.remove(theme + CACHE);
        } else {
          root.write(theme + CACHE, cache.get().bytes(), 0644);
        }
      }
    }
    return left;
  }

  /// Goes through the directories of a theme in the order of the names, through links too.
  private static final class Scan {
    private final TargetRoot root;
    private final String theme;
    private final IconCache cache = new IconCache();
    private int directories;

    /// Directory -> the names in it, of the directories that are no links.
    private final Map<String, TreeSet<String>> names = new TreeMap<>();

    Scan(TargetRoot root, String theme) {
      this.root = root;
      this.theme = theme;
      for (String path : root.all(theme)) {
        int slash = path.lastIndexOf('/');
        names
            .computeIfAbsent(path.substring(0, slash), _ -> new TreeSet<>())
            .add(path.substring(slash + 1));
      }
    }

    /// Empty when there are more directories than a cache can have.
    Optional<IconCache> cache() {
      scan(theme, 0);
      return directories > IconCache.MOST_DIRECTORIES ? Optional.empty() : Optional.of(cache);
    }

    private void scan(String path, int depth) {
      if (depth > MOST_DEPTH || ++directories > IconCache.MOST_DIRECTORIES) {
        return;
      }
      boolean isTheme = path.equals(theme);
      IconCache.Directory directory =
          cache.new Directory(isTheme ? "" : path.substring(theme.length() + 1));
      for (String name : names.containsKey(path) ? names.get(path) : root.names(path)) {
        String child = path + "/" + name;
        if (root.file(child).isPresent()) {
          // Images beside index.theme are none of the theme's.
          if (!isTheme) {
            directory.add(name);
          }
        } else if (root.exists(child)) {
          scan(child, depth + 1);
        }
      }
      directory.end();
    }
  }
}
