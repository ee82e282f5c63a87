package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import dev.envc.backend.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The linker's cache beside the one that ldconfig makes of the same libraries: those of the
/// machine the test runs on.
final class LinkerCacheToolTest {
  @TempDir Path temp;

  @Test
  void asLdconfig() throws Exception {
    Path ldconfig = Tool.require("ldconfig");
    Path libraries = Path.of("/usr/lib/x86_64-linux-gnu");
    Tool.requireThat(Files.isDirectory(libraries), "the machine is not a Debian on amd64");
    FakePackage libs =
        FakePackage.of("sys-libs/host-1")
            .dir("usr", "usr/lib64", "usr/lib64/extra", "etc", "etc/env.d", "sbin")
            .link("lib64", "usr/lib64")
            .file("sbin/ldconfig", "", 0755)
            .file("etc/env.d/10extra", "LDPATH=\"/usr/lib64/extra:/usr/lib64\"\n");
    int count = addLibraries(libs, libraries);
    RootFs root = Fixture.assemble(libs);
    Path directory = temp.resolve("root");
    copy(root, directory);
    Path ours = temp.resolve("ours.cache");
    var cache = root.tree().find("etc/ld.so.cache").orElseThrow();
    if (cache.node() instanceof FileTree.Node.Regular(var content)) {
      try (var in = content.open()) {
        Files.copy(in, ours);
      }
    }
    Program.run(ldconfig.getFileName().toString(), "-X", "-r", directory.toString());
    List<String> expected = print(directory.resolve("etc/ld.so.cache"));
    List<String> actual = print(ours);
    assertTrue(count > 20 && expected.size() > 20, count + " libraries, " + expected.size());
    var missing = new ArrayList<>(expected);
    missing.removeAll(actual);
    var surplus = new ArrayList<>(actual);
    surplus.removeAll(expected);
    assertEquals("missing [] surplus []", "missing " + missing + " surplus " + surplus);
    assertEquals(expected, actual, "the same order");
  }

  private static List<String> print(Path cache) throws Exception {
    return Program.run("ldconfig", "-p", "-C", cache.toString())
        .lines()
        .filter(l -> l.startsWith("\t"))
        .toList();
  }

  /// Every third library lies in a directory of its own, so that LDPATH matters.
  private static int addLibraries(FakePackage libs, Path directory) throws IOException {
    var names = new TreeSet<String>();
    try (Stream<Path> list = Files.list(directory)) {
      names.addAll(
          list.filter(p -> p.getFileName().toString().contains(".so"))
              .filter(p -> !Files.isDirectory(p))
              .map(p -> p.getFileName().toString())
              .collect(Collectors.toSet()));
    }
    int count = 0;
    for (String name : names) {
      Path file = directory.resolve(name);
      String place =
          Math.floorMod(name.substring(0, 6).hashCode(), 3) == 0
              ? "usr/lib64/extra/"
              : "usr/lib64/";
      if (Files.isSymbolicLink(file)) {
        String target = Files.readSymbolicLink(file).toString();
        if (!target.contains("/") && target.startsWith(name.substring(0, 6))) {
          libs.link(place + name, target);
        }
      } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Files.size(file) < 4 << 20) {
        libs.file(place + name, BytesContent.of(Files.readAllBytes(file)), 0755);
        count++;
      }
    }
    return count;
  }

  private static void copy(RootFs root, Path directory) throws IOException {
    for (FileTree.Entry e : root.tree().entries()) {
      Path path = directory.resolve(e.path());
      switch (e.node()) {
        case FileTree.Node.Directory _ -> Files.createDirectories(path);
        case FileTree.Node.Symlink(var target) -> Files.createSymbolicLink(path, Path.of(target));
        case FileTree.Node.Regular(var content) -> {
          try (var in = content.open()) {
            Files.copy(in, path);
          }
        }
        case FileTree.Node.Hardlink _, FileTree.Node.Fifo _, FileTree.Node.Device _ -> {}
      }
    }
  }
}
