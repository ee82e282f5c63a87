package dev.envc.rootfs;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A case of `src/test/resources/merges`: packages, in a form of one line for each entry, that are
/// merged one after another, and what comes of it.
///
///     format xpak           else gpkg
///     = CATEGORY/P [gone] [slot=S] [rdepend=D]
///     d MODE PATH           f MODE PATH [TEXT]      l PATH TARGET
///     h PATH OTHER          x PATH ATTRIBUTE HEX    s MODE PATH SIZE OFFSET TEXT (a file with holes)
///     o PATH UID GID        p MODE PATH (a fifo)
///
/// A package that is `gone` is merged first by Portage, and replaced or uninstalled by what comes
/// after; envc, which starts from nothing, never sees it.
record MergeCase(Path directory, boolean xpak, List<Pack> packages) {
  static final Path CASES = Path.of("src/test/resources/merges");

  private static final List<String> GENERATED =
      List.of("dev", "proc", "run", "sys", "tmp", "root", "var");

  /// A package: its head's words, and its lines.
  record Pack(String cpv, boolean gone, String slot, String rdepend, List<List<String>> lines) {}

  static List<MergeCase> all() throws IOException {
    var cases = new ArrayList<MergeCase>();
    try (var directories = Files.list(CASES)) {
      for (Path directory : directories.sorted().toList()) {
        cases.add(read(directory));
      }
    }
    return cases;
  }

  private static MergeCase read(Path directory) throws IOException {
    boolean xpak = false;
    var packages = new ArrayList<Pack>();
    for (String line : Files.readAllLines(directory.resolve("packages"))) {
      List<String> words = Arrays.asList(line.split(" ", -1));
      switch (words.getFirst()) {
        case "format" -> xpak = words.get(1).equals("xpak");
        case "=" -> packages.add(pack(words));
        case "#", "" -> {
          // a comment
        }
        default -> packages.getLast().lines().add(words);
      }
    }
    return new MergeCase(directory, xpak, packages);
  }

  private static Pack pack(List<String> words) {
    return new Pack(
        words.get(1),
        words.contains("gone"),
        key(words, "slot", "0"),
        key(words, "rdepend", ""),
        new ArrayList<>());
  }

  private static String key(List<String> words, String key, String otherwise) {
    return words.stream()
        .filter(w -> w.startsWith(key + "="))
        .map(w -> w.substring(key.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }

  /// What Portage made of it.
  Path expected() {
    return directory.resolve("portage");
  }

  /// What envc makes of it, where that is not the same (spec/rootfs.md says why).
  Path ours() {
    return directory.resolve("envc");
  }

  /// The root that envc makes, or `refused` with the codes of the diagnostics.
  String assembled() throws IOException {
    FakePackage[] members =
        packages.stream().filter(p -> !p.gone()).map(MergeCase::made).toArray(FakePackage[]::new);
    try {
      return listing(Fixture.assemble(members));
    } catch (UserErrorException e) {
      var codes = new TreeSet<String>();
      e.diagnostics().forEach(d -> codes.add(d.code().id()));
      return "refused " + String.join(" ", codes) + "\n";
    }
  }

  private static FakePackage made(Pack pack) {
    FakePackage made =
        FakePackage.of(pack.cpv(), pack.slot()).metadata("RDEPEND", pack.rdepend() + "\n");
    SequencedMap<String, PackageEntry> entries = new LinkedHashMap<>();
    for (List<String> line : pack.lines()) {
      String path = line.get(line.getFirst().matches("[dfsp]") ? 2 : 1);
      for (int at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
        String parent = path.substring(0, at);
        entries.putIfAbsent(parent, FakePackage.entry(parent, new Kind.Directory(), 0755));
      }
      if (line.getFirst().equals("x")) {
        var xattrs = new TreeMap<String, byte[]>(Map.of());
        xattrs.put(line.get(2), HexFormat.of().parseHex(line.get(3)));
        entries.computeIfPresent(path, (_, e) -> FakePackage.with(e, xattrs));
      } else if (line.getFirst().equals("o")) {
        long uid = Long.parseLong(line.get(2));
        long gid = Long.parseLong(line.get(3));
        entries.computeIfPresent(path, (_, e) -> FakePackage.owned(e, uid, gid));
      } else {
        entries.put(path, entry(path, line));
      }
    }
    entries.values().forEach(made::add);
    return made;
  }

  private static PackageEntry entry(String path, List<String> line) {
    return switch (line.getFirst()) {
      case "d" -> FakePackage.entry(path, new Kind.Directory(), Integer.parseInt(line.get(1), 8));
      case "l" -> FakePackage.entry(path, new Kind.Symlink(line.get(2)), 0777);
      case "p" -> FakePackage.entry(path, new Kind.Fifo(), Integer.parseInt(line.get(1), 8));
      case "h" -> FakePackage.entry(path, new Kind.Hardlink(line.get(2)), 0644);
      case "f" ->
          FakePackage.entry(
              path,
              new Kind.Regular(BytesContent.of(line.size() > 3 ? line.get(3) : "")),
              Integer.parseInt(line.get(1), 8));
      case "s" ->
          FakePackage.entry(
              path,
              new Kind.Regular(BytesContent.of(sparse(line))),
              Integer.parseInt(line.get(1), 8));
      default -> throw new IllegalArgumentException(String.join(" ", line));
    };
  }

  private static byte[] sparse(List<String> line) {
    var bytes = new byte[Integer.parseInt(line.get(3))];
    byte[] text = line.get(5).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(text, 0, bytes, Integer.parseInt(line.get(4)), text.length);
    return bytes;
  }

  /// One line for each entry that packages brought, then one for each line of each CONTENTS,
  /// without times, and of what is remembered of protected files.
  private static String listing(RootFs root) throws IOException {
    var lines = new ArrayList<String>();
    var names = new TreeMap<String, Integer>();
    for (Entry e : root.tree().entries()) {
      names.merge(e.node() instanceof Node.Hardlink(var first) ? first : e.path(), 1, Integer::sum);
    }
    for (Entry e : root.tree().entries()) {
      if (isPackages(e.path())) {
        lines.add(line(root, e, names));
      }
    }
    for (Entry e : root.tree().entries()) {
      if (e.path().endsWith("/CONTENTS")) {
        String cpv = e.path().substring("var/db/pkg/".length(), e.path().lastIndexOf('/'));
        WorkRoot.text(((Node.Regular) e.node()).content())
            .lines()
            .sorted()
            .map(l -> cpv + ": " + l.replaceFirst("^((obj|sym) .*) [0-9]+$", "$1"))
            .forEach(lines::add);
      }
    }
    Node memory = root.tree().find("var/lib/portage/config").orElseThrow().node();
    WorkRoot.text(((Node.Regular) memory).content())
        .lines()
        .sorted()
        .map(l -> "config: " + l)
        .forEach(lines::add);
    return String.join("\n", lines) + "\n";
  }

  /// Not what every root has.
  static boolean isPackages(String path) {
    String top = path.split("/", 2)[0];
    return !path.isEmpty()
        && !GENERATED.contains(top)
        && !path.matches(
            "etc|etc/(profile\\.env|csh\\.env|ld\\.so\\.(conf|cache)|environment\\.d(/.*)?"
                + "|passwd|group|g?shadow|env\\.d(/.*)?|prelink\\.conf\\.d(/.*)?)")
        && !path.equals("usr");
  }

  private static String line(RootFs root, Entry e, Map<String, Integer> names) throws IOException {
    Node node = e.node();
    String first = e.path();
    if (node instanceof Node.Hardlink(var target)) {
      first = target;
      node = root.tree().find(target).orElseThrow().node();
    }
    var xattrs = new StringBuilder();
    e.xattrs()
        .forEach(
            (k, v) -> xattrs.append(' ').append(k).append('=').append(HexFormat.of().formatHex(v)));
    String mode = Modes.octal(e.mode());
    return switch (node) {
      case Node.Directory _ -> "d " + mode + " " + e.path();
      case Node.Symlink(var target) -> "l " + e.path() + " -> " + target;
      case Node.Regular(var content) ->
          "f %s %s %d %s x%d%s%s"
              .formatted(
                  mode,
                  e.path(),
                  content.size(),
                  content.md5(),
                  names.getOrDefault(first, 1),
                  owner(e),
                  xattrs);
      case Node.Fifo _ -> "p " + mode + " " + e.path();
      case Node.Hardlink _, Node.Device _ -> throw new AssertionError(e.path());
    };
  }

  /// Who has it, where that is not root.
  private static String owner(Entry e) {
    return e.uid() == 0 && e.gid() == 0 ? "" : " " + e.uid() + ":" + e.gid();
  }
}
