package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Corpus;
import dev.envc.model.Arch;
import dev.envc.model.Policy;
import dev.envc.model.SystemConfig;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A root that real Portage merged, beside the one that assembly makes of the same packages. What
/// may differ is listed here and explained in spec/rootfs.md.
final class CorpusMergedTest {
  /// Paths that only one side has.
  private static final Set<String> ONLY_PORTAGE =
      Set.of(
          "/usr/share/hello/from-preinst",
          "/var/lib/hello/postinst-ran",
          "/var/cache/edb/mtimedb",
          "/var/db/pkg/app-demo/hello-1.0-r1/BINPKGMD5",
          "/var/db/pkg/app-demo/libgreet-1.2/BINPKGMD5");

  private static final Set<String> ONLY_ENVC =
      Set.of(
          "/dev",
          "/proc",
          "/run",
          "/sys",
          "/root",
          "/var/lib/portage/world",
          "/var/lib/portage/world_sets");

  private record Line(
      String type,
      String mode,
      String owner,
      String seconds,
      String size,
      String links,
      String content,
      String xattrs) {}

  @Test
  void gpkg() throws Exception {
    compare("gpkg", ".gpkg.tar");
  }

  @Test
  void xpak() throws Exception {
    compare("xpak", ".xpak");
  }

  private static void compare(String format, String extension) throws Exception {
    Path directory = Corpus.path("binpkgs/" + format + "/app-demo");
    var libgreet = FakePackage.of("app-demo/libgreet-1.2", "0/1");
    var hello = FakePackage.of("app-demo/hello-1.0-r1");
    for (var p :
        Map.of("libgreet/libgreet-1.2-1", libgreet, "hello/hello-1.0-r1-1", hello).entrySet()) {
      Path file = directory.resolve(p.getKey() + extension);
      if (format.equals("gpkg")) {
        CorpusPackage.gpkg(p.getValue(), file);
      } else {
        CorpusPackage.xpak(p.getValue(), file);
      }
    }
    var environment =
        Fixture.environment(
            "test",
            Arch.AMD64,
            SystemConfig.empty(),
            new TreeMap<>(),
            Policy.none(),
            List.of("app-demo/hello"));
    RootFs root = Fixture.assemble(environment, libgreet, hello);
    Map<String, Line> expected = listing(Corpus.path("merged/root-" + format + ".txt"));
    Map<String, Line> actual = listing(root.tree());
    var differences = new ArrayList<String>();
    var all = new TreeSet<>(expected.keySet());
    all.addAll(actual.keySet());
    for (String path : all) {
      Line e = expected.get(path);
      Line a = actual.get(path);
      if (e == null || a == null) {
        if (!(e == null ? ONLY_ENVC : ONLY_PORTAGE).contains(path)) {
          differences.add(path + (e == null ? ": only in ours" : ": missing"));
        }
      } else if (!forgive(path, e).equals(forgive(path, a))) {
        differences.add(
            path + "\n  portage " + forgive(path, e) + "\n  envc    " + forgive(path, a));
      }
    }
    assertEquals("", String.join("\n", differences));
  }

  /// Leaves out of a line what is documented to differ.
  private static Line forgive(String path, Line line) {
    boolean directory = line.type().equals("d");
    boolean link = line.type().equals("l");
    boolean generated =
        Set.of("/etc/profile.env", "/etc/csh.env", "/etc/environment.d/10-gentoo-env.conf")
                .contains(path)
            || path.startsWith("/var/lib/portage/")
            || path.startsWith("/var/cache/edb/")
            || path.startsWith("/var/db/pkg/");
    boolean account = path.matches("/etc/(passwd|group|shadow|gshadow)");
    boolean environment = path.endsWith("/environment.bz2") || path.endsWith("/metadata");
    boolean contents = path.endsWith("/CONTENTS");
    return new Line(
        line.type(),
        line.mode(),
        line.owner(),
        directory || link || generated || account ? "" : line.seconds(),
        account || environment || contents ? "" : line.size(),
        directory ? "" : line.links(),
        account || environment || contents ? "" : line.content(),
        line.xattrs());
  }

  private static Map<String, Line> listing(Path file) throws IOException {
    var lines = new TreeMap<String, Line>();
    for (String text : Files.readAllLines(file, java.nio.charset.StandardCharsets.UTF_8)) {
      if (!text.startsWith("#")) {
        String[] f = text.split("\t", -1);
        lines.put(
            f[0],
            new Line(
                f[1],
                f[2],
                f[3] + ":" + f[4],
                f[5].replaceFirst("\\..*", ""),
                f[1].equals("d") ? "" : f[6],
                f[7],
                f[8],
                f[9]));
      }
    }
    return lines;
  }

  private static Map<String, Line> listing(FileTree tree) {
    var links = new TreeMap<String, Integer>();
    for (Entry e : tree.entries()) {
      links.merge(
          e.node() instanceof Node.Hardlink(var target) ? target : e.path(), 1, Integer::sum);
    }
    var lines = new TreeMap<String, Line>();
    for (Entry e : tree.entries()) {
      Node node = e.node();
      String first = e.path();
      if (node instanceof Node.Hardlink(var target)) {
        first = target;
        node = tree.find(target).orElseThrow().node();
      }
      lines.put("/" + shown(e.path()), line(e, node, links.getOrDefault(first, 1)));
    }
    return lines;
  }

  private static Line line(Entry e, Node node, int links) {
    String type = "f";
    String size = "";
    String content = "-";
    switch (node) {
      case Node.Directory _ -> type = "d";
      case Node.Symlink(var target) -> {
        type = "l";
        size = Integer.toString(target.length());
        content = "->" + target;
      }
      case Node.Regular(var bytes) -> {
        size = Long.toString(bytes.size());
        content = bytes.digest().hex();
      }
      case Node.Hardlink _, Node.Fifo _, Node.Device _ -> throw new AssertionError(e.path());
    }
    var xattrs = new ArrayList<String>();
    e.xattrs().forEach((name, value) -> xattrs.add(name + "=" + HexFormat.of().formatHex(value)));
    return new Line(
        type,
        Modes.octal(e.mode()),
        e.uid() + ":" + e.gid(),
        Long.toString(e.seconds()),
        size,
        Integer.toString(links),
        content,
        xattrs.isEmpty() ? "-" : String.join(",", xattrs));
  }

  /// Paths as the corpus writes them.
  private static String shown(String path) {
    var out = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\') {
        out.append("\\\\");
      } else if (c >= 0x80 && c < 0x100) {
        out.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
      } else if (c >= 0xdc80 && c <= 0xdcff) {
        out.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  @Test
  void contentsAreThoseOfPortage() throws Exception {
    Path directory = Corpus.path("binpkgs/gpkg/app-demo");
    var libgreet =
        CorpusPackage.gpkg(
            FakePackage.of("app-demo/libgreet-1.2", "0/1"),
            directory.resolve("libgreet/libgreet-1.2-1.gpkg.tar"));
    var hello =
        CorpusPackage.gpkg(
            FakePackage.of("app-demo/hello-1.0-r1"),
            directory.resolve("hello/hello-1.0-r1-1.gpkg.tar"));
    RootFs root = Fixture.assemble(libgreet, hello);
    Map<String, String> real = MergedRoot.files(Corpus.path("merged/root-gpkg.tar.xz"));
    for (String name : List.of("app-demo/libgreet-1.2", "app-demo/hello-1.0-r1")) {
      String path = "var/db/pkg/" + name + "/CONTENTS";
      assertEquals(contents(real.getOrDefault(path, "")), contents(Fixture.text(root, path)), name);
      String metadata = "var/db/pkg/" + name + "/metadata";
      assertEquals(
          real.getOrDefault(metadata, "").replaceFirst("#dir_mtime=.*", ""),
          Fixture.text(root, metadata).replaceFirst("#dir_mtime=.*", ""));
    }
  }

  /// The lines in order, without the times of links and what scripts made.
  private static String contents(String text) {
    return text.lines()
        .filter(l -> !l.contains("/from-preinst "))
        .map(l -> l.startsWith("sym ") ? l.replaceFirst(" [0-9]+$", "") : l)
        .sorted()
        .reduce("", (a, b) -> a + b + "\n");
  }
}
