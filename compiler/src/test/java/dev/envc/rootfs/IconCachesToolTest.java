package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// icon-theme.cache, beside `gtk-update-icon-cache --index-only`: equal byte for byte.
final class IconCachesToolTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private static final String THEME = "usr/share/icons/acme";

  private static final List<String> FILES =
      List.of(
          "index.theme",
          "top.png",
          "16x16/apps/editor.png",
          "16x16/apps/editor.xpm",
          "16x16/apps/a.b.png",
          "16x16/apps/.png",
          "16x16/apps/notes.icon",
          "16x16/apps/alone.icon",
          "16x16/apps/notes.png",
          "16x16/apps/README",
          "16x16/apps/README.txt",
          "16x16/between.svg",
          "16x16/zoo/gnu.svg",
          "scalable/apps/editor.svg",
          "scalable/apps/scalable.svg",
          "scalable/scalable.svg",
          "symbolic/apps/editor-symbolic.svg",
          "symbolic/apps/editor-symbolic.symbolic.png",
          "none/text.txt");

  private static FakePackage theme() throws Exception {
    FakePackage p =
        ScriptCounterpartsTest.script("a/p-1", "pkg_postinst", "xdg_icon_cache_update")
            .dir("usr", "usr/share", "usr/share/icons", THEME);
    var directories = new TreeSet<String>();
    for (String file : FILES) {
      for (int slash = file.indexOf('/'); slash > 0; slash = file.indexOf('/', slash + 1)) {
        directories.add(file.substring(0, slash));
      }
    }
    directories.forEach(d -> p.dir(THEME + "/" + d));
    FILES.forEach(file -> p.file(THEME + "/" + file, file));
    for (int i = 0; i < 200; i++) {
      p.file(THEME + "/scalable/icon-" + i + ".svg", "");
    }
    return p.link(THEME + "/16x16@2x", "16x16")
        .link(THEME + "/16x16/apps/linked.svg", "../../scalable/apps/editor.svg")
        .link(THEME + "/16x16/apps/dangling.svg", "nowhere.svg");
  }

  private static Entry find(RootFs root, String path) {
    return root.tree().find(path).orElseThrow(() -> new AssertionError(path));
  }

  private static byte[] bytes(Entry entry) throws Exception {
    if (entry.node() instanceof Node.Regular(var content)) {
      try (InputStream in = content.open()) {
        return in.readAllBytes();
      }
    }
    throw new AssertionError(entry.path());
  }

  @Test
  void asTheToolWritesIt() throws Exception {
    Path tool = Tool.require("gtk-update-icon-cache");
    RootFs root = Fixture.assemble(theme());
    for (Entry e : root.tree().entries()) {
      Path path = directory.resolve(e.path());
      if (!e.path().startsWith(THEME)) {
        continue;
      }
      switch (e.node()) {
        case Node.Directory _ -> Files.createDirectories(path);
        case Node.Symlink(var target) -> Files.createSymbolicLink(path, Path.of(target));
        default -> Files.write(path, bytes(e));
      }
    }
    Path theme = directory.resolve(THEME);
    byte[] ours = Files.readAllBytes(theme.resolve("icon-theme.cache"));
    run(tool, "-q", "-f", "--index-only", theme + "");
    HexFormat hex = HexFormat.ofDelimiter(" ");
    assertEquals(
        hex.formatHex(Files.readAllBytes(theme.resolve("icon-theme.cache"))), hex.formatHex(ours));
    run(tool, "--validate", theme + "");
  }

  private static void run(Path tool, String... arguments) throws Exception {
    var command = new ArrayList<String>(List.of(tool + ""));
    command.addAll(List.of(arguments));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  /// GTK does not read a cache that is older than the directory it is in.
  @Test
  void theCacheIsNotOlderThanTheDirectory() throws Exception {
    RootFs root = Fixture.assemble(theme());
    assertTrue(find(root, THEME + "/icon-theme.cache").seconds() >= find(root, THEME).seconds());
  }

  @Test
  void onlyThemesWithIconsHaveOne() throws Exception {
    FakePackage p =
        ScriptCounterpartsTest.script("a/p-1", "pkg_postinst", "xdg_icon_cache_update")
            .dir("usr", "usr/share", "usr/share/icons", "usr/share/icons/default")
            .file("usr/share/icons/default/index.theme", "[Icon Theme]\n")
            .dir("usr/share/icons/none", "usr/share/icons/none/16")
            .file("usr/share/icons/none/16/a.png", "")
            .dir("usr/share/icons/loop")
            .file("usr/share/icons/loop/index.theme", "[Icon Theme]\n")
            .link("usr/share/icons/loop/again", ".");
    assertEquals(
        List.of(),
        Fixture.assemble(p).tree().entries().stream()
            .map(Entry::path)
            .filter(path -> path.endsWith("icon-theme.cache"))
            .toList());
  }

  @Test
  void aNameThatGtkDoesNotReadIsTold() throws Exception {
    RootFs root = Fixture.assemble(theme().file(THEME + "/16x16/größe.svg", ""));
    assertTrue(root.tree().find(THEME + "/icon-theme.cache").isEmpty());
    assertEquals(
        List.of("icon-theme.cache: not done: /usr/share/icons/acme has an icon `größe`."),
        root.report().findings().stream()
            .filter(f -> f.kind().equals("script-skipped"))
            .map(RootFs.Finding::message)
            .toList());
  }
}
