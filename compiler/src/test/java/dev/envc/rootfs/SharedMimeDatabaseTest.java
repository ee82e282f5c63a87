package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.rootfs.FileTree.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The shared MIME database in a root.
final class SharedMimeDatabaseTest {
  private static final String DIRECTORY = "usr/share/mime";

  private static FakePackage mime(String phase, String body) throws Exception {
    return ScriptCounterpartsTest.script("a/p-1", phase, body)
        .dir("usr", "usr/share", DIRECTORY, DIRECTORY + "/packages")
        .dir(DIRECTORY + "/image")
        .file(DIRECTORY + "/image/x-old.xml", "")
        .file(DIRECTORY + "/image/notes.txt", "")
        .file(
            DIRECTORY + "/packages/acme.xml",
            """
            <mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
              <mime-type type="text/x-acme"><glob pattern="*.acme"/></mime-type>
              <mime-type type="text/x-none"><glob/></mime-type>
            </mime-info>
            """)
        .file(DIRECTORY + "/packages/README", "no XML");
  }

  private static List<String> written(RootFs root) {
    return root.tree().entries().stream()
        .map(Entry::path)
        .filter(path -> path.startsWith(DIRECTORY + "/") && !path.contains("/packages"))
        .map(path -> path.substring(DIRECTORY.length() + 1))
        .toList();
  }

  @Test
  void itIsMadeOfThePackagesFiles() throws Exception {
    RootFs root = Fixture.assemble(mime("pkg_postinst", "xdg_mimeinfo_database_update"));
    assertEquals(
        List.of(
            "XMLnamespaces",
            "aliases",
            "generic-icons",
            "globs",
            "globs2",
            "icons",
            "image",
            "image/notes.txt",
            "magic",
            "mime.cache",
            "subclasses",
            "text",
            "text/x-acme.xml",
            "text/x-none.xml",
            "treemagic",
            "types",
            "version"),
        written(root));
    assertTrue(Fixture.text(root, DIRECTORY + "/globs2").endsWith("\n50:text/x-acme:*.acme\n"));
    assertEquals(
        List.of(
            "Made for `mime.cache`: removed.",
            "Made for `mime.cache`: written.",
            "mime.cache: not done: acme.xml, text/x-none: `glob` has no `pattern`."),
        root.report().findings().stream()
            .filter(f -> f.kind().startsWith("script-"))
            .map(RootFs.Finding::message)
            .toList());
  }

  @Test
  void nobodyAsksForIt() throws Exception {
    RootFs root = Fixture.assemble(mime("pkg_postinst", "elog done"));
    assertEquals(List.of("image", "image/notes.txt", "image/x-old.xml"), written(root));
  }

  /// A file where a directory should be.
  @Test
  void aFileIsInTheWay() throws Exception {
    RootFs root =
        Fixture.assemble(
            mime("pkg_postinst", "update-mime-database /usr/share/mime")
                .file(DIRECTORY + "/text", ""));
    assertTrue(written(root).contains("mime.cache"));
  }
}
