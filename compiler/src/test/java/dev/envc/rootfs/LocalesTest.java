package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.model.SystemConfig;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The locales that an image asks for, from sources in miniature.
final class LocalesTest {
  @TempDir Path cache;

  private static final String MAP =
      """
      <code_set_name> UTF-8
      <escape_char> /
      CHARMAP
      <U0000>..<U007F> /x00
      END CHARMAP
      """;

  private static final String SOURCE =
      """
      LC_PAPER
      height 297
      width 210
      END LC_PAPER
      LC_COLLATE
      codepoint_collation
      END LC_COLLATE
      """;

  private static FakePackage glibc() throws Exception {
    var map = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(map)) {
      out.write(MAP.getBytes(StandardCharsets.UTF_8));
    }
    return ScriptCounterpartsTest.script("sys-libs/glibc-1", "pkg_postinst", "locale-gen -j2")
        .dir("lib64", "usr", "usr/share", "usr/share/i18n", "usr/share/i18n/locales")
        .file("lib64/libc.so.6", "\u007fELF\2\1 and so on", 0755)
        .dir("usr/share/i18n/charmaps")
        .file("usr/share/i18n/charmaps/UTF-8.gz", BytesContent.of(map.toByteArray()), 0644)
        .file("usr/share/i18n/locales/C", SOURCE)
        .file("usr/share/i18n/locales/de_DE", SOURCE)
        .file("usr/share/i18n/locales/fr_FR", "LC_PAPER\nheight 297\n");
  }

  private static RootFs assemble(List<String> locales, FakePackage... packages) throws Exception {
    SystemConfig empty = SystemConfig.empty();
    return Fixture.assemble(
        Fixture.environment(
            new SystemConfig(
                empty.files(),
                empty.users(),
                empty.groups(),
                empty.services(),
                empty.hostname(),
                Optional.empty(),
                empty.timezone(),
                locales)),
        packages);
  }

  private static List<String> findings(RootFs root) {
    return root.report().findings().stream()
        .filter(f -> f.kind().startsWith("script-"))
        .map(f -> f.kind() + " " + f.path() + " " + f.message())
        .toList();
  }

  private static List<String> compiled(RootFs root) {
    return root.tree().entries().stream()
        .map(FileTree.Entry::path)
        .filter(p -> p.matches("usr/lib/locale/[^/]+"))
        .toList();
  }

  @Test
  void linesAreCompiledOrNamed() throws Exception {
    RootFs root =
        assemble(List.of("de_DE.UTF-8", "fr_FR.UTF-8", "it_IT.UTF-8", "de_DE.ISO-8859-1"), glibc());
    assertEquals(List.of("usr/lib/locale/C.utf8", "usr/lib/locale/de_DE.utf8"), compiled(root));
    assertEquals(
        0644,
        root.tree()
            .find("usr/lib/locale/de_DE.utf8/LC_MESSAGES/SYS_LC_MESSAGES")
            .orElseThrow()
            .mode());
    assertEquals(
        List.of(
            "script-native /usr/lib/locale/C.utf8 Made for `locale-gen`: written.",
            "script-native /usr/lib/locale/de_DE.utf8 Made for `locale-gen`: written.",
            "script-skipped  locale-gen: not done: `fr_FR.UTF-8 UTF-8` (/etc/locale.gen:2) cannot"
                + " be compiled: fr_FR: END LC_PAPER is missing.",
            "script-skipped  locale-gen: not done: `it_IT.UTF-8 UTF-8` (/etc/locale.gen:3) cannot"
                + " be compiled: there is no source it_IT.",
            "script-skipped  locale-gen: not done: `de_DE.ISO-8859-1 ISO-8859-1`"
                + " (/etc/locale.gen:4): only locales in UTF-8 are compiled."),
        findings(root));
  }

  @Test
  void whatIsKeptIsWhatWasCompiled() throws Exception {
    var request =
        new AssemblyRequest(
            Fixture.environment(SystemConfig.empty()),
            List.of(glibc().member()),
            AssemblyOptions.DEFAULT,
            Fixture.TIME,
            Optional.of(cache),
            Optional.empty());
    RootFs first = Assembler.assemble(request);
    assertEquals(List.of("usr/lib/locale/C.utf8"), compiled(first));
    assertEquals(listing(assemble(List.of(), glibc())), listing(first));
    assertEquals(listing(first), listing(Assembler.assemble(request)));
    try (var kept = Files.list(cache.resolve("locales"))) {
      assertEquals(1, kept.count());
    }
  }

  private static List<String> listing(RootFs root) {
    return root.tree().entries().stream()
        .filter(e -> e.path().startsWith("usr/lib/locale"))
        .map(
            e ->
                e.path()
                    + (e.node() instanceof FileTree.Node.Regular(var content)
                        ? " " + content.digest()
                        : ""))
        .toList();
  }

  @Test
  void withoutSourcesItIsSaidOnce() throws Exception {
    FakePackage bare =
        FakePackage.of("sys-libs/glibc-1")
            .dir("lib64")
            .file("lib64/libc.so.6", "\u007fELF\2\1", 0755);
    assertEquals(
        List.of(
            "script-skipped  locale-gen: not done: the sources of glibc are not in the root"
                + " (/usr/share/i18n; see INSTALL_MASK), so there is no `de_DE.UTF-8 UTF-8`"
                + " (/etc/locale.gen:1)."),
        findings(assemble(List.of("de_DE.UTF-8"), bare)));
  }

  @Test
  void whatPackagesBringCompiledStays() throws Exception {
    RootFs root =
        assemble(
            List.of("de_DE.UTF-8"),
            glibc()
                .dir("usr/lib", "usr/lib/locale")
                .file("usr/lib/locale/locale-archive", "all of them"));
    assertEquals(List.of("usr/lib/locale/locale-archive"), compiled(root));
    assertEquals(List.of(), findings(root));
  }

  @Test
  void nothingIsMadeWhereNothingIsAskedFor() throws Exception {
    RootFs root = assemble(List.of("de_DE.UTF-8"), FakePackage.of("sys-libs/musl-1"));
    assertTrue(compiled(root).isEmpty());
    assertEquals(List.of(), findings(root));
  }
}
