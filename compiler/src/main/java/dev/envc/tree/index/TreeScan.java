package dev.envc.tree.index;

import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import dev.envc.tree.TreeFiles;
import dev.envc.tree.TreeSource;
import dev.envc.tree.TreeSource.Entry;
import dev.envc.tree.TreeSource.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds the ebuilds of a tree (PMS 4): files `category/name/name-version.ebuild`. Names that PMS
/// does not allow are not packages, and are passed over.
final class TreeScan {
  private static final String SUFFIX = ".ebuild";

  /// Directories at the top of a repository that are no categories (PMS 4.1).
  private static final Set<String> RESERVED =
      Set.of("eclass", "licenses", "metadata", "profiles", "packages", "distfiles", "scripts");

  private TreeScan() {}

  /// The category directories: those that the repository or a master lists in `profiles/categories`
  /// (PMS 4.2.1), or when nobody lists any, all that can be one.
  static List<String> categories(TreeSource source, List<? extends TreeFiles> masters)
      throws IOException {
    SortedSet<String> listed = new TreeSet<>(listed(source));
    for (TreeFiles master : masters) {
      listed.addAll(listed(master));
    }
    var found = new ArrayList<String>();
    for (Entry e : source.entries("")) {
      if ((e.kind() == Kind.DIRECTORY || e.kind() == Kind.LINK)
          && !e.name().startsWith(".")
          && !RESERVED.contains(e.name())
          && (listed.isEmpty() || listed.contains(e.name()))) {
        found.add(e.name());
      }
    }
    return found;
  }

  /// The ebuilds of a category by package, each list in the order of the directory.
  static SortedMap<PackageName, List<FoundEbuild>> ebuilds(TreeSource source, String category)
      throws IOException {
    var packages = new TreeMap<PackageName, List<FoundEbuild>>();
    Map<String, Entry> cached = new HashMap<>();
    for (Entry e : source.entries("metadata/md5-cache/" + category)) {
      if (e.kind() == Kind.FILE) {
        cached.put(e.name(), e);
      }
    }
    for (Entry directory : source.entries(category)) {
      Optional<PackageName> name =
          PackageName.tryParse(category + "/" + directory.name()).toOptional();
      if (name.isEmpty() || directory.kind() == Kind.FILE || directory.kind() == Kind.SUBMODULE) {
        continue;
      }
      List<FoundEbuild> ebuilds = new ArrayList<>();
      for (Entry file : source.entries(directory.path())) {
        found(name.get(), file, cached).ifPresent(ebuilds::add);
      }
      if (!ebuilds.isEmpty()) {
        packages.put(name.get(), ebuilds);
      }
    }
    return packages;
  }

  private static Optional<FoundEbuild> found(
      PackageName name, Entry file, Map<String, Entry> cached) {
    if (!file.name().endsWith(SUFFIX) || (file.kind() != Kind.FILE && file.kind() != Kind.LINK)) {
      return Optional.empty();
    }
    String pf = file.name().substring(0, file.name().length() - SUFFIX.length());
    return Cpv.tryParse(name.category() + "/" + pf)
        .toOptional()
        .filter(cpv -> cpv.name().equals(name))
        .map(cpv -> new FoundEbuild(cpv, file, Optional.ofNullable(cached.get(pf))));
  }

  private static List<String> listed(TreeFiles files) throws IOException {
    return files
        .read("profiles/categories")
        .map(b -> new String(b, StandardCharsets.UTF_8))
        .map(
            t ->
                t.lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                    .toList())
        .orElse(List.of());
  }
}
