package dev.envc.rootfs;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Tool;
import dev.envc.backend.Program;
import dev.envc.backend.archive.TarWriter;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PackageEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is made of tmpfiles.d, beside systemd-tmpfiles in the same root; in /srv, where nothing
/// else is.
final class TemporaryFilesToolTest {
  private static final String CONFIGURATION = "usr/lib/tmpfiles.d/p.conf";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @BeforeEach
  void needsRoot() {
    Program.requireRoot();
  }

  private static FakePackage with(FakePackage p, String lines) {
    return p.dir("srv", "srv/there", "srv/there/below", "srv/empty", "usr", "usr/share")
        .dir("usr/lib", "usr/lib/tmpfiles.d", "usr/share/factory", "usr/share/factory/srv")
        .dir("srv/there/closed", 0555)
        .file("srv/there/file", "old\n", 0644)
        .file("srv/there/program", "#!\n", 0755)
        .hardlink("srv/there/program-too", "srv/there/program")
        .file("srv/there/below/secret", "x", 0400)
        .file("srv/there/.hidden", "x", 0644)
        .link("srv/there/link", "file")
        .kind("srv/there/pipe", new PackageEntry.Kind.Fifo())
        .file("usr/share/factory/srv/made", "factory\n", 0640)
        .dir("usr/share/template", 0555)
        .dir("usr/share/template/sub")
        .file("usr/share/template/sub/file", "copied\n", 0600)
        .link("usr/share/template/link", "sub")
        .file(CONFIGURATION, lines);
  }

  private static Map<String, String> ours(String lines) throws Exception {
    FakePackage p =
        ScriptCounterpartsTest.script("a/p-1", "pkg_postinst", "tmpfiles_process p.conf");
    var made = new TreeMap<String, String>();
    FileTree tree = Fixture.assemble(with(p, lines)).tree();
    for (Entry e : tree.entries()) {
      if (e.path().startsWith("srv")) {
        Node file =
            e.node() instanceof Node.Hardlink(var first)
                ? tree.find(first).orElseThrow().node()
                : e.node();
        String what =
            switch (file) {
              case Node.Directory _ -> "d";
              case Node.Regular(var content) -> "f " + text(content.open());
              case Node.Symlink(var target) -> "l " + target;
              case Node.Fifo _ -> "p";
              case Node.Hardlink _, Node.Device _ -> throw new IllegalStateException(e.path());
            };
        made.put(e.path(), said(what, e.mode(), e.uid(), e.gid()));
      }
    }
    return made;
  }

  private static String text(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String said(String what, long mode, long uid, long gid) {
    return "%04o %d:%d %s".formatted(mode & 07777, uid, gid, what);
  }

  private Map<String, String> real(String lines) throws Exception {
    Tool.require("systemd-tmpfiles");
    Path root = Files.createDirectory(directory.resolve("root"));
    Path archive = directory.resolve("root.tar");
    try (OutputStream out = Files.newOutputStream(archive);
        var tar = new TarWriter(out)) {
      for (Entry e : Fixture.assemble(with(FakePackage.of("a/p-1"), lines)).tree().entries()) {
        tar.write(e);
      }
      tar.finish();
    }
    Program.run("tar", "-xpf", archive.toString(), "--numeric-owner", "-C", root.toString());
    // It fails where a line could not be done; the others are.
    Program.attempt(null, "systemd-tmpfiles", "--root=" + root, "--create", "p.conf");
    var made = new TreeMap<String, String>();
    try (var paths = Files.walk(root.resolve("srv"))) {
      for (Path path : paths.toList()) {
        String what =
            Files.isSymbolicLink(path)
                ? "l " + Files.readSymbolicLink(path)
                : Files.isDirectory(path)
                    ? "d"
                    : Files.isRegularFile(path) ? "f " + text(Files.newInputStream(path)) : "p";
        made.put(
            root.relativize(path).toString(),
            said(what, number(path, "mode"), number(path, "uid"), number(path, "gid")));
      }
    }
    return made;
  }

  private static int number(Path path, String attribute) throws IOException {
    return (int)
        requireNonNull(Files.getAttribute(path, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS));
  }

  static Stream<Path> cases() throws IOException {
    try (var cases = Files.list(Path.of("src/test/resources/tmpfiles"))) {
      return cases.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void filesAreThoseOfSystemd(Path configuration) throws Exception {
    String lines = Files.readString(configuration);
    Map<String, String> real = real(lines);
    Map<String, String> ours = ours(lines);
    var paths = new TreeSet<>(real.keySet());
    paths.addAll(ours.keySet());
    var differences = new ArrayList<String>();
    for (String path : paths) {
      String expected = real.getOrDefault(path, "nothing");
      String made = ours.getOrDefault(path, "nothing");
      if (!expected.equals(made)) {
        differences.add(path + " is " + expected + " by systemd, and here " + made);
      }
    }
    assertEquals(List.of(), differences);
  }

  @Test
  void whatIsNotDoneIsSaid() throws Exception {
    FakePackage p =
        ScriptCounterpartsTest.script("a/p-1", "pkg_postinst", "tmpfiles_process p.conf");
    String lines =
        """
        d /srv/%m
        c /srv/device - - - - 1:3
        w /srv/there/file - - - - x
        d /srv/x - nobodyhere
        f /srv/y - - - - \\q
        d /srv/there/file
        f^ /srv/z - - - - credential
        d /srv/quote"
        z /srv/{a/b,c} 0700
        z /srv/*a*b*c*d*e 0700
        C /srv/copy - - - - /srv
        a /srv/there - - - - u:root:rwx
        """;
    List<String> said =
        Fixture.assemble(with(p, lines)).report().findings().stream()
            .filter(f -> f.kind().equals("script-skipped"))
            .map(f -> f.message().replaceFirst(".*`(.*)`.*", "$1"))
            .toList();
    assertEquals(lines.lines().sorted().toList(), said.stream().sorted().toList());
  }
}
