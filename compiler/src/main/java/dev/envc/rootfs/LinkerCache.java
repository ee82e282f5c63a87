package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.rootfs.elf.LdCache;
import dev.envc.rootfs.elf.LdCache.Library;
import dev.envc.rootfs.elf.SharedObject;
import dev.envc.store.Content;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Finds the libraries of a root as `ldconfig -X -r ROOT` does: the directories of /etc/ld.so.conf,
/// then the system's; of the names in one directory that stand for one soname the newest, by the
/// order of library names.
final class LinkerCache {
  private static final List<String> SYSTEM_DIRECTORIES =
      List.of("lib", "lib32", "lib64", "libx32", "usr/lib", "usr/lib32", "usr/lib64", "usr/libx32");

  private final WorkRoot root;

  private record Candidate(String file, String soname, boolean link, int flags) {}

  LinkerCache(WorkRoot root) {
    this.root = root;
  }

  /// Whether the root has the dynamic linker of glibc, or its ldconfig.
  boolean wanted() {
    return root.file("sbin/ldconfig").isPresent()
        || SYSTEM_DIRECTORIES.stream()
            .flatMap(d -> root.names(d).stream())
            .anyMatch(n -> n.startsWith("ld-linux") && n.contains(".so"));
  }

  byte[] build() throws IOException {
    var libraries = new ArrayList<Library>();
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    var seen = new LinkedHashMap<String, String>();
    for (String directory : directories()) {
      Optional<Entry> real = root.follow(directory);
      if (real.isPresent()
          && real.get().node() instanceof Node.Directory
          && seen.putIfAbsent(real.get().path(), directory) == null) {
        order = search(directory, "", libraries, order);
        for (String level : root.names(directory + "/glibc-hwcaps")) {
          order = search(directory + "/glibc-hwcaps/" + level, level, libraries, order);
        }
      }
    }
    return new LdCache(libraries, order).toBytes();
  }

  private ByteOrder search(String directory, String hwcaps, List<Library> found, ByteOrder order)
      throws IOException {
    ByteOrder result = order;
    SequencedMap<String, Candidate> bySoname = new LinkedHashMap<>();
    for (String name : root.names(directory)) {
      Optional<Content> file =
          isLibraryName(name) ? root.file(directory + "/" + name) : Optional.empty();
      Optional<SharedObject> object =
          file.isPresent() ? SharedObject.read(file.get()) : Optional.empty();
      if (object.isPresent()) {
        result = object.get().order();
        Candidate candidate = candidate(directory, name, object.get());
        bySoname.merge(candidate.soname(), candidate, LinkerCache::newer);
      }
    }
    for (Candidate c : bySoname.values()) {
      String file = hwcaps.isEmpty() ? c.soname() : c.file();
      found.add(new Library(c.soname(), "/" + directory + "/" + file, c.flags(), hwcaps));
    }
    return result;
  }

  /// A link named as its library's soname, or the `libx.so` that the link editor looks for, stands
  /// for its own name; any other link for the library it leads to.
  private Candidate candidate(String directory, String name, SharedObject object) {
    String soname = object.soname().orElse(name);
    boolean link = isLink(directory + "/" + name);
    boolean forLinkEditor = name.endsWith(".so") && soname.startsWith(name);
    boolean ownName = link && (name.equals(soname) || forLinkEditor);
    return new Candidate(name, ownName ? name : soname, ownName, flags(object));
  }

  private boolean isLink(String path) {
    return root.resolveParents(path)
        .flatMap(root::get)
        .filter(e -> e.node() instanceof Node.Symlink)
        .isPresent();
  }

  /// A file rather than a link, else the newer one.
  private static Candidate newer(Candidate a, Candidate b) {
    if (a.link() != b.link()) {
      return a.link() ? b : a;
    }
    return LdCache.compareNames(a.file(), b.file()) < 0 ? b : a;
  }

  private static boolean isLibraryName(String name) {
    return (name.startsWith("lib") || name.startsWith("ld-") || name.startsWith("ld.so."))
        && name.contains(".so")
        && !name.endsWith("-gdb.py")
        && !name.contains(";");
  }

  private List<String> directories() throws IOException {
    var result = new ArrayList<String>();
    readConfiguration("etc/ld.so.conf", result, 0);
    result.addAll(SYSTEM_DIRECTORIES);
    return result;
  }

  private void readConfiguration(String path, List<String> directories, int depth)
      throws IOException {
    Optional<Content> file = root.file(path);
    if (file.isEmpty() || depth > 8) {
      return;
    }
    for (String line : WorkRoot.text(file.get()).lines().toList()) {
      String l = line.replaceFirst("#.*", "").strip();
      if (l.startsWith("include ") || l.startsWith("include\t")) {
        for (String included : expand(l.substring(8).strip(), path)) {
          readConfiguration(included, directories, depth + 1);
        }
      } else if (l.startsWith("/")) {
        directories.add(l.replaceFirst("=.*", "").replaceAll("/+$", "").substring(1));
      }
    }
  }

  /// The files that an include names; only its last part may hold wildcards.
  private List<String> expand(String pattern, String from) {
    String full =
        pattern.startsWith("/")
            ? pattern.substring(1)
            : WorkRoot.join(WorkRoot.parent(from), pattern);
    String directory = WorkRoot.parent(full);
    var glob = Fnmatch.compile(WorkRoot.name(full));
    return root.names(directory).stream()
        .filter(n -> glob.matcher(n).matches())
        .map(n -> WorkRoot.join(directory, n))
        .toList();
  }

  /// The ABI of a library, as dl-cache.h numbers them.
  private static int flags(SharedObject o) {
    int elf = 3;
    Map<Integer, Integer> wide = Map.of(62, 0x0300, 183, 0x0a00, 21, 0x0500, 22, 0x0400);
    return switch (o.machine()) {
      case 62 -> elf | (o.is64() ? 0x0300 : 0x0800);
      case 40 -> elf | ((o.flags() & 0x400) != 0 ? 0x0900 : (o.flags() & 0x200) != 0 ? 0x0b00 : 0);
      case 243 -> elf | ((o.flags() & 6) == 4 ? 0x1000 : (o.flags() & 6) == 0 ? 0x0f00 : 0);
      case 258 -> elf | ((o.flags() & 7) == 3 ? 0x1200 : (o.flags() & 7) == 1 ? 0x1100 : 0);
      default -> elf | (o.is64() ? wide.getOrDefault(o.machine(), 0) : 0);
    };
  }
}
