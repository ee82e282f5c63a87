package dev.envc.backend.oci;

import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.rootfs.RootFs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// Divides a root into layers by the packages that own its files, so that another version of one
/// package changes its own layer and the last one, which holds what belongs to no package.
///
/// What the manifest asks for itself and the largest packages get a layer each, the others share
/// layers by the CRC-32 of their names: a package stays where it is when others come, go or change.
/// Sizes count by their power of two, so that a small change of size does not reorder them. Every
/// layer repeats the directories above its files: some runtimes give a directory that a layer
/// leaves out other permissions.
final class LayerPlan {
  private static final Pattern VERSION = Pattern.compile("-[0-9][^-]*(-r[0-9]+)?$");

  private LayerPlan() {}

  /// A layer: its entries in the order of the tree; `name` says whose they are.
  record Layer(String name, List<String> packages, List<Entry> entries) {
    Layer {
      packages = List.copyOf(packages);
    }

    /// Bytes of its files.
    long size() {
      long size = 0;
      for (Entry e : entries) {
        size += LayerPlan.size(e);
      }
      return size;
    }
  }

  /// At most `budget` layers, at least one; the last one is the top.
  static List<Layer> of(RootFs root, int budget) {
    Map<String, String> groups = groups(root, budget);
    var members = new TreeMap<String, Selection>();
    members.put(TOP, new Selection(root.tree().entries()));
    var above = new ArrayDeque<Above>();
    int place = 0;
    for (Entry e : root.tree().entries()) {
      while (!above.isEmpty() && !above.peek().holds(e.path())) {
        above.pop();
      }
      members
          .computeIfAbsent(group(e, groups, root.tree()), _ -> new Selection(root.tree().entries()))
          .add(place, above);
      if (e.node() instanceof Node.Directory) {
        above.push(new Above(e.path(), place));
      }
      place++;
    }
    var packages = new TreeMap<String, List<String>>();
    groups.forEach((p, g) -> packages.computeIfAbsent(g, _ -> new ArrayList<>()).add(p));
    return members.entrySet().stream()
        .map(
            m ->
                new Layer(
                    m.getKey(),
                    packages.getOrDefault(m.getKey(), List.of()).stream().sorted().toList(),
                    m.getValue()))
        .toList();
  }

  /// A directory that holds what comes now, and where it is in the tree.
  record Above(String path, int place) {
    boolean holds(String other) {
      return path.isEmpty() || (other.startsWith(path) && other.charAt(path.length()) == '/');
    }
  }

  /// Sorts after every other name: the top layer is the last.
  static final String TOP = "~top";

  /// A further name of a file is where the file is.
  private static String group(Entry e, Map<String, String> groups, FileTree tree) {
    Entry file = e.node() instanceof Node.Hardlink(var target) ? tree.find(target).orElse(e) : e;
    return groups.getOrDefault(file.owner(), TOP);
  }

  /// Package id -> name of its layer.
  private static Map<String, String> groups(RootFs root, int budget) {
    var sizes = new LinkedHashMap<String, Long>();
    root.packages().forEach(p -> sizes.put(p.id(), 0L));
    for (Entry e : root.tree().entries()) {
      sizes.computeIfPresent(e.owner(), (_, sum) -> sum + size(e) + 512);
    }
    var groups = new LinkedHashMap<String, String>();
    int free = budget - 1;
    if (free < 1) {
      return groups;
    }
    List<String> bySize = sizes.keySet().stream().sorted((a, b) -> bySize(a, b, sizes)).toList();
    boolean each = bySize.size() <= free;
    int shared = Math.max(1, free / 2);
    int alone = each ? bySize.size() : free - shared;
    Set<String> own = alone(root, bySize, alone);
    for (String id : bySize) {
      groups.put(id, own.contains(id) ? origin(id) : shared(bucket(id, shared)));
    }
    return groups;
  }

  /// The packages that have layers of their own: of those that the manifest asks for itself, which
  /// change most often, the largest, for half of the places; for the others the largest of all.
  private static Set<String> alone(RootFs root, List<String> bySize, int places) {
    Set<String> requested =
        root.packages().stream()
            .filter(RootFs.InstalledPackage::requested)
            .map(RootFs.InstalledPackage::id)
            .collect(Collectors.toSet());
    var own = new HashSet<String>();
    bySize.stream().filter(requested::contains).limit(places / 2).forEach(own::add);
    for (String id : bySize) {
      if (own.size() < places) {
        own.add(id);
      }
    }
    return own;
  }

  private static String shared(int bucket) {
    return (bucket < 10 ? "shared-0" : "shared-") + bucket;
  }

  /// The largest first, those of about the same size by name.
  private static int bySize(String a, String b, Map<String, Long> sizes) {
    int order =
        Integer.compare(magnitude(sizes.getOrDefault(b, 0L)), magnitude(sizes.getOrDefault(a, 0L)));
    return order != 0 ? order : a.compareTo(b);
  }

  private static int magnitude(long size) {
    return 64 - Long.numberOfLeadingZeros(size);
  }

  private static int bucket(String id, int buckets) {
    var crc = new CRC32();
    crc.update(origin(id).getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % Math.max(1, buckets));
  }

  /// `cat/pkg` of `cat/pkg-1.0-r1`: what stays when the version changes.
  static String origin(String id) {
    return VERSION.matcher(id).replaceFirst("");
  }

  private static long size(Entry e) {
    return e.node() instanceof Node.Regular(var content) ? content.size() : 0;
  }
}
