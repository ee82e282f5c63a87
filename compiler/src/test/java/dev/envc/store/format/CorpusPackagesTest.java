package dev.envc.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Corpus;
import dev.envc.Tool;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.PosixName;
import dev.envc.store.testing.MemorySink;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real packages that real Portage made: every entry is what Python's tarfile, which Portage itself
/// uses, reads from them.
final class CorpusPackagesTest {
  private static final String ORACLE =
      """
      import sys, io, tarfile, hashlib, subprocess
      path = sys.argv[1]
      data = open(path, 'rb').read()
      if path.endswith('.xpak'):
          import bz2
          n = int.from_bytes(data[-8:-4], 'big')
          image, prefix = bz2.decompress(data[:-(n + 8)]), './'
      else:
          outer = tarfile.open(path)
          member = [m for m in outer.getmembers() if '/image.tar' in m.name][0]
          packed = outer.extractfile(member).read()
          image = subprocess.run(['zstd', '-dc'], input=packed, stdout=subprocess.PIPE, check=True).stdout
          prefix = 'image/'
      for m in tarfile.open(fileobj=io.BytesIO(image)):
          if m.name + '/' == prefix or m.name == '.':
              continue
          name = m.name.removeprefix(prefix)
          kind = 'hdlscbp'[[m.islnk(), m.isdir(), False, m.issym(), m.ischr(), m.isblk(), m.isfifo()].index(True)] if not m.isreg() else '-'
          h = hashlib.sha256(m.isreg() and tarfile.TarFile(fileobj=io.BytesIO(image)).extractfile(m).read() or b'').hexdigest() if m.isreg() else ''
          x = {k[13:]: v.encode('utf-8', 'surrogateescape').hex() for k, v in m.pax_headers.items() if k.startswith('SCHILY.xattr.')}
          t = m.pax_headers.get('mtime', str(int(m.mtime)) + '.0')
          s, _, f = t.partition('.')
          link = m.linkname.removeprefix(prefix) if m.islnk() else m.linkname
          if m.islnk():
              line = [kind, name, link]
          else:
              line = [kind, name, link, '%o' % m.mode, m.uid, m.gid, m.uname, m.gname, int(s), int((f + '0' * 9)[:9]), m.size if m.isreg() else 0, h, sorted(x.items())]
          sys.stdout.buffer.write((repr(line) + '\\n').encode('utf-8', 'surrogateescape'))
      """;

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpkg/app-demo/hello/hello-1.0-r1-1.gpkg.tar",
        "gpkg/app-demo/libgreet/libgreet-1.2-1.gpkg.tar",
        "xpak/app-demo/hello/hello-1.0-r1-1.xpak",
        "xpak/app-demo/libgreet/libgreet-1.2-1.xpak"
      })
  void entriesAreThoseOfTheArchive(String name) throws Exception {
    Path file = Corpus.path("binpkgs/" + name);
    UnpackedPackage unpacked = read(file);
    List<String> lines = unpacked.entries().stream().map(CorpusPackagesTest::line).toList();
    assertEquals(String.join("\n", oracle(file)), String.join("\n", lines));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpkg/app-demo/hello/hello-1.0-r1-1.gpkg.tar",
        "xpak/app-demo/hello/hello-1.0-r1-1.xpak"
      })
  void metadataIsWhatPortageRecords(String name) throws Exception {
    var metadata = new TreeMap<>(read(Corpus.path("binpkgs/" + name)).metadata());
    assertEquals("hello-1.0-r1\n", text(metadata, "PF"));
    assertEquals("app-demo\n", text(metadata, "CATEGORY"));
    assertEquals("+caps +suid debug nls\n", text(metadata, "IUSE"));
    assertEquals("app-demo/libgreet:0/1=\n", text(metadata, "RDEPEND"));
    assertTrue(metadata.containsKey("environment.bz2"));
    assertTrue(metadata.containsKey("hello-1.0-r1.ebuild"));
  }

  private static String text(Map<String, byte[]> metadata, String name) {
    String text = new String(metadata.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static UnpackedPackage read(Path file) throws IOException, BadPackageException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new PackageReader(Limits.DEFAULT).read(channel, new MemorySink());
    }
  }

  private List<String> oracle(Path file) throws IOException, InterruptedException {
    Tool.require("zstd");
    Path script = Files.writeString(scratch.resolve("oracle.py"), ORACLE);
    Process python =
        new ProcessBuilder(Tool.require("python3").toString(), script.toString(), file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Stream<String> lines = python.inputReader(StandardCharsets.UTF_8).lines()) {
      return new ArrayList<>(lines.toList());
    } finally {
      assertEquals(0, python.waitFor());
    }
  }

  /// An entry as the oracle prints it: Python's repr of a list.
  private static String line(PackageEntry e) {
    String link =
        switch (e.kind()) {
          case Kind.Hardlink h -> h.target();
          case Kind.Symlink s -> s.target();
          case Kind.Regular _, Kind.Directory _, Kind.Fifo _, Kind.Device _ -> "";
        };
    String head = repr(kind(e.kind())) + ", " + repr(e.path()) + ", " + repr(link);
    if (e.kind() instanceof Kind.Hardlink) {
      return "[" + head + "]";
    }
    boolean regular = e.kind() instanceof Kind.Regular;
    long size = e.kind() instanceof Kind.Regular r ? r.content().size() : 0;
    String hash = e.kind() instanceof Kind.Regular r ? r.content().digest().hex() : "";
    String xattrs =
        e.xattrs().entrySet().stream()
            .map(
                x ->
                    "("
                        + repr(x.getKey())
                        + ", "
                        + repr(HexFormat.of().formatHex(x.getValue()))
                        + ")")
            .collect(Collectors.joining(", ", "[", "]"));
    return String.format(
        Locale.ROOT,
        "[%s, '%o', %d, %d, %s, %s, %d, %d, %d, %s, %s]",
        head,
        e.mode(),
        e.uid(),
        e.gid(),
        repr(e.userName().orElse("")),
        repr(e.groupName().orElse("")),
        e.time().seconds(),
        e.time().nanos(),
        regular ? size : 0,
        repr(hash),
        xattrs);
  }

  private static String kind(Kind kind) {
    return switch (kind) {
      case Kind.Regular _ -> "-";
      case Kind.Directory _ -> "d";
      case Kind.Symlink _ -> "s";
      case Kind.Hardlink _ -> "h";
      case Kind.Fifo _ -> "p";
      case Kind.Device d -> d.block() ? "b" : "c";
    };
  }

  private static String repr(String s) {
    String text = new String(PosixName.encode(s), StandardCharsets.UTF_8).replace("\\", "\\\\");
    return "'" + text + "'";
  }
}
