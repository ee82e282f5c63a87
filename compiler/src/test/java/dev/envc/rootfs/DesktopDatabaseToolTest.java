package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// mimeinfo.cache, beside update-desktop-database. That writes the files of one media type in the
/// order of the directory: they are compared as a set.
final class DesktopDatabaseToolTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private static final Map<String, String> FILES =
      Map.of(
          "b.desktop",
          """
          # comment
          [Desktop Entry]
          Name=B
          Type=Application
          Exec=b
          MimeType=text/plain;image/png;x-scheme-handler/http;x-foo/y;foo/y;a/b c;text/;text/x(y;TEXT/Up;text/*;chemical/y;example/y;
          [Desktop Action x]
          MimeType=a/b;
          """,
          "a.desktop",
          "[Desktop Entry]\nName=A\nType=Application\nExec=a\nMimeType=text/plain;text/plain;a/c\n",
          "sub/c.desktop",
          "[Desktop Entry]\nName=C\nType=Application\nExec=c\nMimeType = text/plain ; text/html;\n",
          "hidden.desktop",
          "[Desktop Entry]\nName=H\nHidden=true\nType=Application\nExec=h\nMimeType=text/hidden;\n",
          "undisplayed.desktop",
          "[Desktop Entry]\nName=N\nNoDisplay=true\nType=Application\nExec=n\nMimeType=text/nd;\n",
          "none.desktop",
          "[Desktop Entry]\nName=O\nType=Application\nExec=o\n",
          "other.txt",
          "[Desktop Entry]\nMimeType=text/other;\n");

  private static Map<String, Set<String>> byType(String text) {
    var all = new TreeMap<String, Set<String>>();
    text.lines()
        .filter(l -> l.contains("="))
        .map(l -> l.split("=", 2))
        .forEach(l -> all.put(l[0], new TreeSet<>(Arrays.asList(l[1].split(";")))));
    return all;
  }

  @Test
  void asTheToolWritesIt() throws Exception {
    Path tool = Tool.require("update-desktop-database");
    FakePackage p =
        ScriptCounterpartsTest.script("a/p-1", "pkg_postinst", "xdg_desktop_database_update")
            .dir("usr", "usr/share", "usr/share/applications", "usr/share/applications/sub");
    for (var file : FILES.entrySet()) {
      p.file("usr/share/applications/" + file.getKey(), file.getValue());
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Process process = new ProcessBuilder(tool + "", directory + "").inheritIO().start();
    assertEquals(0, process.waitFor());
    assertEquals(
        byType(Files.readString(directory.resolve("mimeinfo.cache"))),
        byType(Fixture.text(Fixture.assemble(p), "usr/share/applications/mimeinfo.cache")));
  }
}
